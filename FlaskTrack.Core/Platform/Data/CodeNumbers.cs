using System.Globalization;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Numbers for codes, per organization and prefix. Taken inside the operation's transaction under the head row's lock.</summary>
internal static class CodeNumbers
{
    public static async Task<IReadOnlyList<string>> TakeAsync(FlaskTrackDbContext context, string prefix, int count, CancellationToken ct)
    {
        var last = (long?)await Sql.ScalarAsync(context, """SELECT "Last" FROM "CodeCounters" WHERE "OrganizationId" = @OrganizationId AND "Prefix" = @Prefix""", ct, ("OrganizationId", context.OrganizationId), ("Prefix", prefix));
        var text = last is null
            ? """INSERT INTO "CodeCounters" ("OrganizationId", "Prefix", "Last") VALUES (@OrganizationId, @Prefix, @Last)"""
            : """UPDATE "CodeCounters" SET "Last" = @Last WHERE "OrganizationId" = @OrganizationId AND "Prefix" = @Prefix""";
        await Sql.ExecuteAsync(context, text, ct, ("OrganizationId", context.OrganizationId), ("Prefix", prefix), ("Last", (last ?? 0) + count));
        return [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{(last ?? 0) + i:000000}"))];
    }
}
