using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

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

internal sealed class GetChainStatusHandler : IHandler<GetChainStatus, ChainStatus>
{
    public async Task<Result<ChainStatus>> HandleAsync(GetChainStatus operation, OperationContext context, CancellationToken ct)
    {
        var head = await context.HeadAsync(ct);
        var checkpoint = await context.Checkpoints.OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        var last = await context.Audit.LastVerificationAsync(ct);
        return new ChainStatus(
            head?.Sequence ?? 0,
            head?.Hash ?? "",
            await context.Checkpoints.CountAsync(ct),
            checkpoint is null ? null : AuditRows.Row(checkpoint),
            last is null ? null : new VerificationRow(last.Time, last.IsIntact, last.Events, last.FirstBroken, last.Detail, last.By));
    }
}
