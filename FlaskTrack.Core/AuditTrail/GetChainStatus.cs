using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Where the chain stands: the line above the audit log, and the banner after a break.</summary>
public sealed record GetChainStatus : IQuery<GetChainStatus, ChainStatus>
{
    public static Permission Requires => Permissions.Audit.View;
}

/// <param name="HeadHash">Hash of the newest event.</param>
/// <param name="LastVerification">Null where nobody verified yet.</param>
public sealed record ChainStatus(long Events, string HeadHash, int Checkpoints, CheckpointRow? LastCheckpoint, VerificationRow? LastVerification)
{
    /// <summary>The last verification found a break.</summary>
    public bool IsBroken => LastVerification is { IsIntact: false };
}

/// <summary>A run of the verification as it is kept.</summary>
public sealed record VerificationRow(DateTimeOffset Time, bool IsIntact, long Events, long? FirstBroken, string? Detail, string By);
