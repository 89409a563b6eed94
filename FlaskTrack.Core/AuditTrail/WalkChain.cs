using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Walks the chain under the rights its requester has now. The verifier's step; no page offers it, and what is audited is its outcome.</summary>
internal sealed record WalkChain : IQuery<WalkChain, WalkedChain>, ILooksOnly
{
    public static Permission Requires => Permissions.Audit.Verify;

    public IProgress<JobStep>? Progress { get; init; }
}

/// <param name="For">Whom it was walked for, as events name them.</param>
internal sealed record WalkedChain(ChainReport Report, int Checkpoints, string For);

internal sealed class WalkChainHandler(SigningKeys keys) : IHandler<WalkChain, WalkedChain>
{
    public async Task<Result<WalkedChain>> HandleAsync(WalkChain operation, OperationContext context, CancellationToken ct)
    {
        var (report, checkpoints) = await context.Audit.VerifyAsync(keys, (done, total) => operation.Progress?.Report(new JobStep("Verifying", done, total)), ct);
        return new WalkedChain(report, checkpoints, $"{context.Member.DisplayName} ({SnakeCase.Of(context.Principal.Role.Name)})");
    }
}
