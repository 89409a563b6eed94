using System.Diagnostics;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Walks the organization's whole chain and its checkpoints. The run and its result are kept and audited; an intact chain gets a checkpoint.
/// It writes nothing while it reads, so work goes on meanwhile.</summary>
public sealed record VerifyChain : IQuery<VerifyChain, ChainVerificationView>
{
    public static Permission Requires => Permissions.Audit.Verify;

    /// <summary>Told how far the walk has come, at most a hundred times.</summary>
    public IProgress<ChainProgress>? Progress { get; init; }
}

public sealed record ChainProgress(long Events, long Total);

/// <summary>A finished verification.</summary>
/// <param name="FirstBroken">The first broken sequence; null where the chain is intact.</param>
public sealed record ChainVerificationView(bool IsIntact, long? FirstBroken, IReadOnlyList<ChainFinding> Findings, long FindingsOmitted, long Events, long LastSequence, string LastHash, string? MerkleRoot, int Checkpoints, TimeSpan Took, CheckpointRow? Checkpoint);

internal sealed class VerifyChainHandler(SigningKeys keys, CheckpointService checkpoints, ChainWatch watch) : IHandler<VerifyChain, ChainVerificationView>
{
    public async Task<Result<ChainVerificationView>> HandleAsync(VerifyChain operation, OperationContext context, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var (report, count) = await context.Audit.VerifyAsync(keys, (done, total) => operation.Progress?.Report(new ChainProgress(done, total)), ct);
        var organization = context.Organization;
        await watch.KeepAsync(organization.Id, organization.Slug, report, context.Member.DisplayName, ct);
        var checkpoint = report.Ok && await context.HeadAsync(ct) is { } head ? await checkpoints.OfAsync(organization.Slug, head, ct) : null;
        foreach (var (name, value) in ChainWatch.Notes(report, count)) context.Note(name, value);
        return new ChainVerificationView(report.Ok, report.First?.Sequence, report.Findings, report.FindingsOmitted, report.Events, report.LastSequence, report.LastHash, report.MerkleRoot, count, Stopwatch.GetElapsedTime(started), checkpoint is null ? null : AuditRows.Row(checkpoint));
    }
}
