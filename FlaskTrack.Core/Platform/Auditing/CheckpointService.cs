using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Where checkpoints are published besides the database.</summary>
/// <param name="PublishFolder">A folder that gets each checkpoint as a file, best on a machine the database's administrator does not rule; null publishes nowhere.</param>
public sealed record CheckpointOptions(string? PublishFolder = null);

/// <summary>Signs statements of the chain's state (<c>docs/audit.md</c>): at exports, packets and verifications, and every 15 minutes where something
/// happened. The root comes from the head row's accumulator, so a checkpoint of a million events costs as little as one of ten.</summary>
internal sealed class CheckpointService(DatabaseFactory factory, WriterGate gate, SigningKeys keys, CheckpointOptions options, TimeProvider clock)
{
    private const string Insert = """
        INSERT INTO "AuditCheckpoints" ("OrganizationId", "Organization", "Sequence", "HeadHash", "MerkleRoot", "Time", "Signature", "KeyId")
        VALUES (@OrganizationId, @Organization, @Sequence, @HeadHash, @MerkleRoot, @Time, @Signature, @KeyId)
        """;

    /// <summary>The checkpoint of a head just read. One that exists for that head under the active key is given again.</summary>
    public async Task<AuditCheckpoint> OfAsync(string slug, Head head, CancellationToken ct)
    {
        // A context of its own: the caller's may be reading a snapshot, in which nothing can be written.
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(head.OrganizationId, slug);
        if (await LastAsync(context, ct) is { } last && last.Sequence == head.Sequence && last.HeadHash == head.Hash && last.KeyId == keys.Active.KeyId && last.Organization == slug) return last;

        using var entered = await gate.EnterAsync(ct);
        var signed = new CheckpointSigner(keys, clock).Sign(slug, head.Sequence, head.Hash, MerkleAccumulator.Parse(head.Accumulator).Root());
        await Sql.ExecuteAsync(context, Insert, ct, ("OrganizationId", head.OrganizationId), ("Organization", slug), ("Sequence", signed.Sequence), ("HeadHash", signed.HeadHash), ("MerkleRoot", signed.MerkleRoot), ("Time", signed.Time.UtcTicks), ("Signature", signed.Signature), ("KeyId", signed.KeyId));
        var row = await LastAsync(context, ct) ?? throw new InvalidOperationException("The checkpoint was not kept.");
        await PublishAsync(row, ct);
        return row;
    }

    /// <summary>Signs a checkpoint for each organization whose chain has grown since its last one; the host calls it every 15 minutes.</summary>
    /// <returns>How many were signed.</returns>
    public async Task<int> SignDueAsync(CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        var due = await context.Set<OrganizationHead>().IgnoreQueryFilters().AsNoTracking()
            .Where(head => head.Sequence > (context.Set<AuditCheckpoint>().Where(row => row.OrganizationId == head.OrganizationId).Max(row => (long?)row.Sequence) ?? 0))
            .Join(context.Set<Organizations.Organization>().IgnoreQueryFilters(), head => head.OrganizationId, row => row.OrganizationId, (head, row) => new { head.OrganizationId, row.Slug }).ToListAsync(ct);
        foreach (var organization in due)
        {
            if (await AuditChain.PeekAsync(context, organization.OrganizationId, ct) is { } head) await OfAsync(organization.Slug, head, ct);
        }

        return due.Count;
    }

    private static Task<AuditCheckpoint?> LastAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        context.Set<AuditCheckpoint>().AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);

    private async Task PublishAsync(AuditCheckpoint row, CancellationToken ct)
    {
        if (options.PublishFolder is not { } folder) return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{row.Organization}-{row.Sequence:0000000000}.json"), CheckpointJson.Of(row), ct);
    }
}
