using System.Collections.Concurrent;
using System.Reflection;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What administrators see of other people's restricted records in lists, exports and the log. Each record is written down once in an hour for each member, so
/// that a list left open does not bury the log; opening a record itself is written down every time (<see cref="RecordGate"/>).</summary>
internal sealed class AdministrativeReads
{
    private const int Batch = 500;
    private static readonly TimeSpan Once = TimeSpan.FromHours(1);
    private static readonly MethodInfo Generic = typeof(AdministrativeReads).GetMethod(nameof(OfTypeAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly ConcurrentDictionary<(long Organization, long Member, string Type, long Record), DateTimeOffset> noted = new();

    /// <summary>Those of the records shown that only the administrative role opens and that were not written down within the hour.</summary>
    public async Task<IReadOnlyList<GovernedRecord>> NewAsync(FlaskTrackDbContext database, Principal principal, IReadOnlyDictionary<string, HashSet<long>> shown, DateTimeOffset now, CancellationToken ct)
    {
        var records = new List<GovernedRecord>();
        foreach (var (type, ids) in shown)
        {
            if (!EventVisibility.Governed.TryGetValue(type, out var entity)) continue;
            foreach (var part in ids.Where(id => !IsNoted(database.OrganizationId, principal.MemberId, type, id, now)).Order().Chunk(Batch))
                records.AddRange(await (Task<IReadOnlyList<GovernedRecord>>)Generic.MakeGenericMethod(entity).Invoke(null, [database, principal, part, now, ct])!);
        }

        return records;
    }

    /// <summary>Called when the events are committed.</summary>
    public void Noted(long organization, long member, IReadOnlyList<GovernedRecord> records, DateTimeOffset now)
    {
        foreach (var old in noted.Where(pair => now - pair.Value >= Once).Select(pair => pair.Key)) noted.TryRemove(old, out _);
        foreach (var record in records) noted[(organization, member, SnakeCase.Of(record.GetType().Name), record.Id)] = now;
    }

    private bool IsNoted(long organization, long member, string type, long id, DateTimeOffset now) =>
        noted.TryGetValue((organization, member, type, id), out var at) && now - at < Once;

    private static async Task<IReadOnlyList<GovernedRecord>> OfTypeAsync<T>(FlaskTrackDbContext database, Principal principal, long[] ids, DateTimeOffset now, CancellationToken ct)
        where T : GovernedRecord
    {
        var candidates = await database.Set<T>().IgnoreQueryFilters(["Living"]).IgnoreAutoIncludes().AsNoTracking()
            .Where(record => ids.Contains(record.Id) && record.Visibility == Visibility.Restricted && record.OwnerId != principal.MemberId).ToListAsync(ct);
        return [.. candidates.Where(record => Access.IsAdministrativeRead(principal, record.Facts(), now))];
    }
}
