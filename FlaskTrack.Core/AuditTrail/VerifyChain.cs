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
