using System.Data.Common;

using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>The statements on remembered requests.</summary>
internal static class RequestClaims
{
    private const string Which = """ "UserId" = @UserId AND "Route" = @Route AND "KeyHash" = @KeyHash AND "At" > @Oldest""";

    /// <summary>The content and answer of a request that was carried out; null where it was not.</summary>
    public static Task<FoundRequest?> FindAsync(FlaskTrackDbContext context, long userId, RequestOnce once, CancellationToken ct) => Sql.FirstAsync<FoundRequest>(
        context,
        """SELECT "ContentHash", "Answer" FROM "RequestClaims" WHERE""" + Which,
        row => new FoundRequest(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)),
        ct,
        Named(context, userId, once))!;

    /// <summary>Writes the request down in the transaction of its change.</summary>
    /// <returns>False where another request was faster, on an engine that lets both begin.</returns>
    public static async Task<bool> ClaimAsync(FlaskTrackDbContext context, long userId, RequestOnce once, CancellationToken ct)
    {
        // One that was remembered longer than it should be has made its place free.
        await Sql.ExecuteAsync(context, """DELETE FROM "RequestClaims" WHERE "OrganizationId" = @OrganizationId AND "UserId" = @UserId AND "Route" = @Route AND "KeyHash" = @KeyHash AND "At" <= @Oldest""", ct, [("OrganizationId", context.OrganizationId), .. Named(context, userId, once)]);
        try
        {
            await Sql.ExecuteAsync(
                context,
                """INSERT INTO "RequestClaims" ("OrganizationId", "UserId", "Route", "KeyHash", "ContentHash", "At") VALUES (@OrganizationId, @UserId, @Route, @KeyHash, @ContentHash, @At)""",
                ct,
                ("OrganizationId", context.OrganizationId),
                ("UserId", userId),
                ("Route", once.Route),
                ("KeyHash", once.KeyHash),
                ("ContentHash", once.ContentHash),
                ("At", context.Scope.Clock.GetUtcNow().UtcTicks));
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public static Task<int> AnswerAsync(FlaskTrackDbContext context, long userId, RequestOnce once, string answer, CancellationToken ct) =>
        Sql.ExecuteAsync(context, """UPDATE "RequestClaims" SET "Answer" = @Answer WHERE""" + Which, ct, [("Answer", answer), .. Named(context, userId, once)]);

    public static Task<int> ForgetAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        Sql.ExecuteAsync(context, """DELETE FROM "RequestClaims" WHERE "At" <= @Oldest""", ct, ("Oldest", Oldest(context)));

    private static (string Name, object? Value)[] Named(FlaskTrackDbContext context, long userId, RequestOnce once) =>
        [("UserId", userId), ("Route", once.Route), ("KeyHash", once.KeyHash), ("Oldest", Oldest(context))];

    private static long Oldest(FlaskTrackDbContext context) => (context.Scope.Clock.GetUtcNow() - RequestOnce.Kept).UtcTicks;
}

/// <summary>A request as it is remembered.</summary>
internal sealed record FoundRequest(string ContentHash, string? Answer);
