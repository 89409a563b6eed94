using System.Collections.Concurrent;
using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Loads the records an operation names in its type and asks the decision function for each, before the handler runs.</summary>
internal sealed class RecordGate(FlaskTrackDbContext database, Principal? principal, DateTimeOffset now, bool hasReason)
{
    private static readonly MethodInfo Generic = typeof(RecordGate).GetMethod(nameof(DecideOnAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly MethodInfo Named = typeof(RecordGate).GetMethod(nameof(NamedAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>What is decided first for each type of operation, found once: searching a type's interfaces costs as much as a query.</summary>
    private static readonly ConcurrentDictionary<Type, DecideOn[]> Steps = new();

    private readonly List<GovernedRecord> acted = [];

    private delegate Task<Denial?> DecideOn(RecordGate gate, object operation, OperationInfo info, OperationContext context, CancellationToken ct);

    /// <summary>The record on which the answer was no.</summary>
    public GovernedRecord? Refused { get; private set; }

    /// <summary>Restricted records that only the administrative role opened.</summary>
    public List<GovernedRecord> Administrative { get; } = [];

    public async Task<Denial?> DecideAsync(object operation, OperationInfo info, OperationContext context, CancellationToken ct)
    {
        foreach (var step in Steps.GetOrAdd(operation.GetType(), StepsOf))
        {
            if (await step(this, operation, info, context, ct) is { } denial) return denial;
        }

        // A guard without a record, or with one that allowed the act: the reason is the last thing asked for.
        return info.Requires.Guard == Guard.Reason && !hasReason ? Denials.Reason(info.Requires) : null;
    }

    /// <summary>Whether the operation names a record that does not exist in the organization. It comes before what the role lacks in the access model's order,
    /// so that an id of elsewhere answers the same to everybody. The one record it names is the refused one where the caller could have seen it.</summary>
    public async Task<bool> NamesNothingAsync(object operation, Denial role, CancellationToken ct)
    {
        if (role.RequiredCapability is not { } missing || !Permissions.All.Any(permission => permission.Name == missing)) return false;
        var named = new List<GovernedRecord>();
        foreach (var type in operation.GetType().GetInterfaces().Where(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IOnRecord<>) || i.GetGenericTypeDefinition() == typeof(IOnRecords<>))))
        {
            if (await (Task<List<GovernedRecord>?>)Named.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(this, [operation, ct])! is not { } records) return true;
            named.AddRange(records);
        }

        if (named is [var one] && IsReadable(one)) Refused = one;
        return false;
    }

    /// <summary>The conflict of a change that was made to an older version than the present one.</summary>
    public Problem? Conflict(object operation) =>
        operation is IVersioned { Version: { } version } && acted.Count == 1 && acted[0].Version != version ? new Problem.Conflict(acted[0].Version) : null;

    /// <summary>Loads and decides each record for itself, where an operation learns only on its way which ones it is about. A record is given only where the
    /// answer was yes.</summary>
    public async Task<IReadOnlyList<DecidedRecord<T>>> DecideEachAsync<T>(IReadOnlyList<RecordRef<T>> refs, Permission permission, bool tracked, CancellationToken ct)
        where T : GovernedRecord
    {
        var given = new List<DecidedRecord<T>>(refs.Count);
        foreach (var part in refs.Chunk(500))
        {
            var (byId, byCode) = await FindAsync(part, tracked, ct);
            foreach (var one in part)
            {
                var record = one.Id is { } id ? byId.GetValueOrDefault(id) : byCode.GetValueOrDefault(one.Code!);
                var denial = record is null ? Denials.NotFound : Decide(record, permission, hasReason);
                given.Add(new DecidedRecord<T>(one, denial is null ? record : null, denial));
            }
        }

        return given;
    }

    private static DecideOn[] StepsOf(Type operation) =>
    [
        .. operation.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() is var form && (form == typeof(IOnRecord<>) || form == typeof(IOnRecords<>) || form == typeof(IUsesRecords<>)))
            .Select(i => i.GetGenericArguments()[0]).Distinct().Select(record => Generic.MakeGenericMethod(record).CreateDelegate<DecideOn>()),
    ];

    private async Task<Denial?> DecideOnAsync<T>(object operation, OperationInfo info, OperationContext context, CancellationToken ct)
        where T : GovernedRecord
    {
        var refs = operation is IOnRecord<T> one ? [one.Record] : operation is IOnRecords<T> many ? many.Records : [];
        if (refs.Count > 0 || operation is IOnRecord<T> or IOnRecords<T>)
        {
            var records = await LoadAsync(refs, info.IsCommand, ct);
            if (Decide(records, info.Requires) is { } denial) return denial;
            acted.AddRange(records!);
            context.Decided(typeof(T), [.. records!], asInput: false);
        }

        if (operation is not IUsesRecords<T> uses) return null;
        var inputs = await LoadAsync(uses.Uses, info.IsCommand, ct);
        if (Decide(inputs, Permissions.Records.View) is { } refused) return refused;
        context.Decided(typeof(T), [.. inputs!], asInput: true);
        return null;
    }

    /// <summary>The records an operation names; null where one of them does not exist.</summary>
    private async Task<List<GovernedRecord>?> NamedAsync<T>(object operation, CancellationToken ct)
        where T : GovernedRecord => await LoadAsync(operation is IOnRecord<T> one ? [one.Record] : ((IOnRecords<T>)operation).Records, tracked: false, ct) is { } records ? [.. records] : null;

    private bool IsReadable(GovernedRecord record) => Access.Decide(principal, Permissions.Records.View, record.Facts(), new ActGuards(HasReason: true, HasSignature: true, now)) is null;

    private Denial? Decide<T>(List<T>? records, Permission permission)
        where T : GovernedRecord
    {
        if (records is null) return Denials.NotFound;
        var denials = new List<(T Record, int Place, Denial Denial)>();
        for (var i = 0; i < records.Count; i++)
        {
            if (Decide(records[i], permission, hasReason) is { } denial) denials.Add((records[i], i + 1, denial));
        }

        if (denials.Count == 0) return null;
        Refused = denials[0].Record;
        return records.Count == 1 ? denials[0].Denial : denials[0].Denial with { Lines = [.. denials.Select(Line)] };
    }

    private DeniedLine Line<T>((T Record, int Place, Denial Denial) denied)
        where T : GovernedRecord
    {
        return new DeniedLine(IsReadable(denied.Record) ? denied.Record.Code : $"Record {denied.Place}", denied.Denial.Code, denied.Denial.Sentence);
    }

    private Denial? Decide(GovernedRecord record, Permission permission, bool reason)
    {
        var facts = record.Facts();
        if (Access.Decide(principal, permission, facts, new ActGuards(reason, HasSignature: false, now)) is { } denial) return denial;
        if (Access.IsAdministrativeRead(principal!, facts, now)) Administrative.Add(record);
        return null;
    }

    /// <summary>The records in the order given; null where one of them does not exist in this organization.</summary>
    private async Task<List<T>?> LoadAsync<T>(IReadOnlyList<RecordRef<T>> refs, bool tracked, CancellationToken ct)
        where T : GovernedRecord
    {
        var (byId, byCode) = await FindAsync(refs, tracked, ct);
        var ordered = refs.Select(r => r.Id is { } id ? byId.GetValueOrDefault(id) : byCode.GetValueOrDefault(r.Code!)).Distinct().ToList();
        return ordered.Contains(null) ? null : [.. ordered.OfType<T>()];
    }

    private async Task<(Dictionary<long, T> ById, Dictionary<string, T> ByCode)> FindAsync<T>(IReadOnlyList<RecordRef<T>> refs, bool tracked, CancellationToken ct)
        where T : GovernedRecord
    {
        var query = tracked ? database.Set<T>() : database.Set<T>().AsNoTracking();
        var ids = refs.Where(r => r.Id is not null).Select(r => r.Id!.Value).Distinct().ToArray();
        var codes = refs.Where(r => r.Id is null).Select(r => r.Code!).Distinct().ToArray();
        List<T> found = (ids, codes) switch
        {
            ({ Length: 0 }, { Length: 0 }) => [],
            ([var id], { Length: 0 }) => await Single(query, record => record.Id == id, ct),
            ({ Length: 0 }, [var code]) => await Single(query, record => record.Code == code, ct),
            _ => await query.Where(record => ids.Contains(record.Id) || codes.Contains(record.Code)).ToListAsync(ct),
        };
        return (found.ToDictionary(record => record.Id), found.ToDictionary(record => record.Code, StringComparer.Ordinal));
    }

    private static async Task<List<T>> Single<T>(IQueryable<T> query, System.Linq.Expressions.Expression<Func<T, bool>> which, CancellationToken ct)
        where T : GovernedRecord => await query.Where(which).Take(1).ToListAsync(ct);
}

/// <summary>One record an operation asked for on its way: the record where the answer was yes, else why not.</summary>
internal sealed record DecidedRecord<T>(RecordRef<T> Ref, T? Record, Denial? Denial)
    where T : GovernedRecord;
