using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Walks the chain of a context's organization: every event, every checkpoint, the head. Events that arrive meanwhile are left for the next walk.</summary>
internal static class ChainWalk
{
    /// <param name="progress">Told events and total, at most a hundred times.</param>
    public static async Task<(ChainReport Report, int Checkpoints)> VerifyAsync(FlaskTrackDbContext context, SigningKeys keys, Action<long, long>? progress, CancellationToken ct)
    {
        // The head is read before the events: what is written meanwhile lies after it.
        var head = await AuditChain.PeekAsync(context, context.OrganizationId, ct);
        var checkpoints = await context.Set<AuditCheckpoint>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
        var slug = context.Scope.OrganizationSlug;
        var to = head?.Sequence ?? 0;
        var former = await context.Set<Organizations.FormerSlug>().AsNoTracking().Select(row => row.Slug).Distinct().ToListAsync(ct);
        var verifier = new ChainVerifier(slug, new ChainHead(to, head?.Hash ?? ChainHash.Genesis), checkpoints.Select(ToCheckpoint), checkpoint => checkpoint.IsSignedBy(keys), former);
        var step = Math.Max(1, to / 100);
        var count = 0L;
        await EventReader.VerifyAsync(context, to, verifier, () =>
        {
            if (++count % step == 0) progress?.Invoke(count, to);
        }, ct);
        if (await SurplusAsync(context, ct) is { } surplus) verifier.Add(surplus);
        return (verifier.Finish(), checkpoints.Count);
    }

    public static Checkpoint ToCheckpoint(AuditCheckpoint row) => new(row.Organization, row.Sequence, row.HeadHash, row.MerkleRoot, row.Time, row.Signature, row.KeyId);

    /// <summary>An event after the head: event and head are written in one transaction, so there can be none in an honest log.</summary>
    private static async Task<ChainEvent?> SurplusAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        var newest = await context.Set<AuditEvent>().AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(ct);
        var head = await AuditChain.PeekAsync(context, context.OrganizationId, ct);
        return newest is not null && newest.Sequence > (head?.Sequence ?? 0) ? newest.ToChainEvent() : null;
    }
}
