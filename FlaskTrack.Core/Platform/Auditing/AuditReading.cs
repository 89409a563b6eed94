using System.Linq.Expressions;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The audit log as one caller may read it. What is not theirs to see is reachable only as sequence, time and hash.</summary>
internal sealed class AuditReading(FlaskTrackDbContext database, Principal principal)
{
    private Expression<Func<AuditEvent, bool>>? condition;

    private Expression<Func<AuditEvent, bool>> Condition => condition ??= EventVisibility.For(database, principal);

    /// <summary>Whether values of sensitive members are shown as they are.</summary>
    public bool SeesSensitive { get; } = principal.Holds(Permissions.Records.ViewSensitive);

    /// <summary>Events the caller may see.</summary>
    public IQueryable<AuditEvent> Visible => database.Set<AuditEvent>().AsNoTracking().Where(Condition);

    /// <summary>Events the caller may see and whose values they may see as well.</summary>
    public IQueryable<AuditEvent> Unmasked => SeesSensitive ? Visible : Visible.Where(EventVisibility.Not(EventVisibility.OnSensitiveRecords(database)));

    /// <summary>Place, time and hash of any event.</summary>
    public IQueryable<WithheldEvent> Places => database.Set<AuditEvent>().AsNoTracking().Select(row => new WithheldEvent { Sequence = row.Sequence, Time = row.Time, Hash = row.Hash });

    /// <summary>Places of events that the caller may not see.</summary>
    public IQueryable<WithheldEvent> Withheld => database.Set<AuditEvent>().AsNoTracking().Where(EventVisibility.Not(Condition)).Select(row => new WithheldEvent { Sequence = row.Sequence, Time = row.Time, Hash = row.Hash });

    /// <summary>The sequences among these whose values are masked for the caller.</summary>
    public async Task<HashSet<long>> MaskedAsync(IReadOnlyCollection<long> sequences, CancellationToken ct) => SeesSensitive || sequences.Count == 0
        ? []
        : [.. await database.Set<AuditEvent>().AsNoTracking().Where(row => sequences.Contains(row.Sequence)).Where(EventVisibility.OnSensitiveRecords(database)).Select(row => row.Sequence).ToListAsync(ct)];

    /// <summary>How many events on these records the caller may not see.</summary>
    public Task<int> CountWithheldOfAsync(string type, IReadOnlyCollection<long> ids, long to, CancellationToken ct) => database.Set<AuditEvent>().AsNoTracking()
        .Where(row => row.EntityType == type && row.EntityId != null && ids.Contains(row.EntityId.Value) && row.Sequence <= to).Where(EventVisibility.Not(Condition)).CountAsync(ct);

    /// <summary>How many records of a type changed in a time, whoever may read them; a number and nothing else.</summary>
    public Task<int> CountChangedAsync(string type, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        Changes(database.Set<AuditEvent>().AsNoTracking(), type, from, to).Select(row => row.EntityId).Distinct().CountAsync(ct);

    /// <summary>Ids of the records of a type that changed in a time, as far as the caller sees the events.</summary>
    public IQueryable<long> Changed(string type, DateTimeOffset from, DateTimeOffset to) => Changes(Visible, type, from, to).Select(row => row.EntityId!.Value).Distinct();

    /// <summary>The Merkle tree over the hashes of all events up to a sequence, for inclusion proofs.</summary>
    public Task<MerkleTree> TreeAsync(long to, CancellationToken ct) => EventReader.TreeAsync(database, to, ct);

    /// <summary>Walks the whole chain; findings name sequences, never content.</summary>
    public Task<(ChainReport Report, int Checkpoints)> VerifyAsync(SigningKeys keys, Action<long, long>? progress, CancellationToken ct) => ChainWalk.VerifyAsync(database, keys, progress, ct);

    /// <summary>Every verification that was asked for, whatever became of it.</summary>
    public IQueryable<ChainVerification> Verifications => database.Set<ChainVerification>().AsNoTracking();

    /// <summary>The last one that came to an answer; null where none did.</summary>
    public Task<ChainVerification?> LastVerificationAsync(CancellationToken ct) => VerificationLog.LastAsync(database, ct);

    /// <summary>Changes have a value before or are the creation; refusals and reads have neither.</summary>
    private static IQueryable<AuditEvent> Changes(IQueryable<AuditEvent> events, string type, DateTimeOffset from, DateTimeOffset to) => events.Where(row =>
        row.EntityType == type && row.EntityId != null && row.Time >= from && row.Time < to
        && (row.Before != null || (row.EntityVersion == 1 && row.After != null && !row.After.StartsWith(EventVisibility.DeniedPrefix) && !row.After.StartsWith("{\"administrative_access\""))));
}

/// <summary>All that is told of an event which the reader may not see.</summary>
internal sealed record WithheldEvent
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Hash { get; init; }
}
