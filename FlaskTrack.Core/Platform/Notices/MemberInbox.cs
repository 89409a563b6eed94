using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>The caller's own notices, and nobody else's. One about a record that they may not read any more is as if it were not there.</summary>
internal sealed class MemberInbox(FlaskTrackDbContext database, Principal principal, Func<string, IReadOnlyCollection<long>, CancellationToken, Task<HashSet<long>>> readable)
{
    private const int Batch = 100;
    private const int MostCounted = 100;

    private IQueryable<Notification> Own
    {
        get
        {
            var me = principal.MemberId;
            return database.Set<Notification>().AsNoTracking().Where(row => row.MemberId == me);
        }
    }

    /// <summary>Newest first, those shown inside FlaskTrack.</summary>
    public async Task<List<Notification>> NewestAsync(NotificationKind? kind, bool unreadOnly, long before, int take, CancellationToken ct)
    {
        var found = new List<Notification>();
        for (var cursor = before; found.Count < take;)
        {
            var rows = Own.Where(row => row.InApp && row.Id < cursor);
            if (kind is { } one) rows = rows.Where(row => row.Kind == one);
            if (unreadOnly) rows = rows.Where(row => row.ReadAt == null);
            var batch = await rows.OrderByDescending(row => row.Id).Take(Batch).ToListAsync(ct);
            found.AddRange(await ReadableAsync(batch, ct));
            if (batch.Count < Batch) break;
            cursor = batch[^1].Id;
        }

        return found.Count > take ? found[..take] : found;
    }

    /// <summary>Unread ones; counting stops at 100.</summary>
    public async Task<int> UnreadAsync(CancellationToken ct) => (await NewestAsync(null, unreadOnly: true, long.MaxValue, MostCounted, ct)).Count;

    /// <summary>Those that wait for the digest since before an instant, oldest first, and those of them to tell: read ones and those of records that the
    /// member may not read any more are not told.</summary>
    public async Task<(List<Notification> Waiting, List<Notification> Told)> ForDigestAsync(DateTimeOffset before, CancellationToken ct)
    {
        var waiting = await Own.Where(row => row.ForDigest && row.CreatedAt < before).OrderBy(row => row.Id).ToListAsync(ct);
        return (waiting, await ReadableAsync([.. waiting.Where(row => row.ReadAt is null)], ct));
    }

    /// <summary>Marks them read; null marks all.</summary>
    /// <returns>How many were unread.</returns>
    public async Task<int> ReadAsync(IReadOnlyCollection<long>? ids, CancellationToken ct)
    {
        var unread = await Own.Where(row => row.ReadAt == null).Select(row => row.Id).ToListAsync(ct);
        var chosen = ids is null ? unread : [.. unread.Intersect(ids)];
        foreach (var id in chosen)
            await Sql.ExecuteAsync(database, """UPDATE "Notifications" SET "ReadAt" = @At WHERE "OrganizationId" = @OrganizationId AND "MemberId" = @MemberId AND "Id" = @Id""", ct, ("At", database.Scope.Clock.GetUtcNow().UtcTicks), ("OrganizationId", database.OrganizationId), ("MemberId", principal.MemberId), ("Id", id));
        database.Scope.Noticed.Add((database.OrganizationId, principal.MemberId));
        return chosen.Count;
    }

    /// <summary>Takes these out of the digest.</summary>
    public async Task DigestedAsync(IEnumerable<Notification> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            await Sql.ExecuteAsync(database, """UPDATE "Notifications" SET "ForDigest" = @Off WHERE "OrganizationId" = @OrganizationId AND "Id" = @Id""", ct, ("Off", false), ("OrganizationId", database.OrganizationId), ("Id", row.Id));
    }

    private async Task<List<Notification>> ReadableAsync(List<Notification> rows, CancellationToken ct)
    {
        var open = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        foreach (var group in rows.Where(row => row is { RecordType: not null, RecordId: not null }).GroupBy(row => row.RecordType!))
            open[group.Key] = await readable(group.Key, [.. group.Select(row => row.RecordId!.Value).Distinct()], ct);
        return [.. rows.Where(row => row.RecordType is not { } type || row.RecordId is not { } id || open[type].Contains(id))];
    }
}
