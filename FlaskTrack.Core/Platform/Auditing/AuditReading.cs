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
    public IQueryable<WithheldEvent> Places => database.Set<AuditEvent>().AsNoTracking().Select(row => new WithheldEvent(row.Sequence, row.Time, row.Hash));

    /// <summary>Places of events that the caller may not see.</summary>
    public IQueryable<WithheldEvent> Withheld => database.Set<AuditEvent>().AsNoTracking().Where(EventVisibility.Not(Condition)).Select(row => new WithheldEvent(row.Sequence, row.Time, row.Hash));

    /// <summary>The sequences among these whose values are masked for the caller.</summary>
    public async Task<HashSet<long>> MaskedAsync(IReadOnlyCollection<long> sequences, CancellationToken ct) => SeesSensitive || sequences.Count == 0
        ? []
        : [.. await database.Set<AuditEvent>().AsNoTracking().Where(row => sequences.Contains(row.Sequence)).Where(EventVisibility.OnSensitiveRecords(database)).Select(row => row.Sequence).ToListAsync(ct)];

    /// <summary>The Merkle tree over the hashes of all events up to a sequence, for inclusion proofs.</summary>
    public Task<MerkleTree> TreeAsync(long to, CancellationToken ct) => EventReader.TreeAsync(database, to, ct);

    /// <summary>Walks the whole chain; findings name sequences, never content.</summary>
    public Task<(ChainReport Report, int Checkpoints)> VerifyAsync(SigningKeys keys, Action<long, long>? progress, CancellationToken ct) => ChainWalk.VerifyAsync(database, keys, progress, ct);

    public IQueryable<ChainVerification> Verifications => database.Set<ChainVerification>().AsNoTracking();
}

/// <summary>All that is told of an event which the reader may not see.</summary>
internal sealed record WithheldEvent(long Sequence, DateTimeOffset Time, string Hash);
