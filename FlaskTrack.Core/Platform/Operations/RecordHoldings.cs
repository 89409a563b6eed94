using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What acts on people and sites need of all governed types at once: how many records there are, and a new owner for a member's records.
/// It gives counts and codes only, so no handler sees a record that was not decided. A type added later takes part without being named here.</summary>
internal sealed class RecordHoldings(FlaskTrackDbContext database, Principal? principal)
{
    private static readonly Type[] Governed = [.. ModelConventions.EntityTypes.Where(type => type.IsAssignableTo(typeof(GovernedRecord)))];
    private static readonly MethodInfo Owned = Method(nameof(CountOwnedAsync));
    private static readonly MethodInfo Placed = Method(nameof(CountPlacedAsync));
    private static readonly MethodInfo Moved = Method(nameof(MoveAsync));

    /// <summary>Records a member owns, as far as the caller may read them: a count says no more than a list would.</summary>
    public Task<int> CountOwnedByAsync(long memberId, CancellationToken ct) => SumAsync(Owned, memberId, ct);

    /// <summary>Active records that name the site, whoever may read them.</summary>
    public Task<int> CountActiveAtSiteAsync(long siteId, CancellationToken ct) => SumAsync(Placed, siteId, ct);

    /// <summary>Gives every living record of one member to another, archived and locked ones too, since a record is never without an owner. Each
    /// change is audited like any other.</summary>
    /// <returns>How many records changed hands.</returns>
    public Task<int> HandOverAsync(long fromMemberId, long toMemberId, CancellationToken ct) => SumAsync(Moved, fromMemberId, toMemberId, ct);

    /// <summary>Which living records hold these values of a member that no two may share, such as a position in a box. It names a record by code only where the
    /// caller may read it; of the others it says no more than that the value is taken.</summary>
    /// <param name="member">Name of the record's member.</param>
    public async Task<IReadOnlyDictionary<string, ValueHolder>> HoldersAsync<T>(string member, IReadOnlyCollection<string> values, CancellationToken ct)
        where T : GovernedRecord
    {
        var held = new Dictionary<string, ValueHolder>(StringComparer.Ordinal);
        foreach (var part in values.Distinct().Chunk(500))
        {
            var rows = database.Set<T>().AsNoTracking().Where(record => part.Contains(EF.Property<string>(record, member)));
            foreach (var row in await rows.Select(record => new { record.Id, Value = EF.Property<string>(record, member) }).ToListAsync(ct)) held[row.Value] = new ValueHolder(row.Id, null);
            foreach (var row in await rows.ReadableBy(principal!).Select(record => new { record.Id, record.Code, Value = EF.Property<string>(record, member) }).ToListAsync(ct)) held[row.Value] = new ValueHolder(row.Id, row.Code);
        }

        return held;
    }

    private async Task<int> SumAsync(MethodInfo method, params object[] arguments)
    {
        var sum = 0;
        foreach (var type in Governed) sum += await (Task<int>)method.MakeGenericMethod(type).Invoke(this, arguments)!;
        return sum;
    }

    private Task<int> CountOwnedAsync<T>(long memberId, CancellationToken ct)
        where T : GovernedRecord => database.Set<T>().ReadableBy(principal!).CountAsync(record => record.OwnerId == memberId, ct);

    private Task<int> CountPlacedAsync<T>(long siteId, CancellationToken ct)
        where T : GovernedRecord => database.Set<T>().CountAsync(record => record.SiteId == siteId && record.Status == RecordStatus.Active, ct);

    private async Task<int> MoveAsync<T>(long from, long to, CancellationToken ct)
        where T : GovernedRecord
    {
        var records = await database.Set<T>().Where(record => record.OwnerId == from).ToListAsync(ct);
        foreach (var record in records) record.OwnerId = to;
        return records.Count;
    }

    private static MethodInfo Method(string name) => typeof(RecordHoldings).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}

/// <param name="Code">Null where the caller may not read the record.</param>
internal sealed record ValueHolder(long Id, string? Code);
