using System.Text.Json;

using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>One person's drafts in one organization, past the change tracker: a draft is no record, so keeping one is no event.</summary>
internal sealed class DraftRows(FlaskTrackDbContext context, long userId)
{
    /// <summary>How long a draft is offered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private const string Which = """ "OrganizationId" = @OrganizationId AND "UserId" = @UserId AND "Page" = @Page AND "Record" = @Record""";

    public Task<KeptDraft?> FindAsync(string page, string? record, CancellationToken ct) => Sql.FirstAsync<KeptDraft>(
        context,
        """SELECT "Values", "At" FROM "FormDrafts" WHERE "At" > @Oldest AND""" + Which,
        row => new KeptDraft(JsonSerializer.Deserialize<DraftValues>(row.GetString(0), JsonSerializerOptions.Default)!, new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)),
        ct,
        [("Oldest", Oldest(context)), .. Named(page, record)])!;

    public async Task KeepAsync(string page, string? record, DraftValues values, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(values, JsonSerializerOptions.Default);
        (string Name, object? Value)[] all = [("Values", text), ("At", context.Scope.Clock.GetUtcNow().UtcTicks), .. Named(page, record)];
        if (await Sql.ExecuteAsync(context, """UPDATE "FormDrafts" SET "Values" = @Values, "At" = @At WHERE""" + Which, ct, all) > 0) return;
        await Sql.ExecuteAsync(context, """INSERT INTO "FormDrafts" ("OrganizationId", "UserId", "Page", "Record", "At", "Values") VALUES (@OrganizationId, @UserId, @Page, @Record, @At, @Values)""", ct, all);
    }

    public Task DropAsync(string page, string? record, CancellationToken ct) => Sql.ExecuteAsync(context, """DELETE FROM "FormDrafts" WHERE""" + Which, ct, Named(page, record));

    public static Task<int> ForgetAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        Sql.ExecuteAsync(context, """DELETE FROM "FormDrafts" WHERE "At" <= @Oldest""", ct, ("Oldest", Oldest(context)));

    private static long Oldest(FlaskTrackDbContext context) => (context.Scope.Clock.GetUtcNow() - Kept).UtcTicks;

    private (string Name, object? Value)[] Named(string page, string? record) =>
        [("OrganizationId", context.OrganizationId), ("UserId", userId), ("Page", StoredText.Clean(page)), ("Record", StoredText.Clean(record) ?? "")];
}
