using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Asks for a walk over the organization's whole chain and its checkpoints, and gives it as it stands. It goes on when its page is left; one that is at work already is given
/// instead of a second. It reads and writes no record, so it runs in a suspended organization too, and work goes on meanwhile.</summary>
public sealed record VerifyChain : IQuery<VerifyChain, VerificationView>
{
    public static Permission Requires => Permissions.Audit.Verify;
}

internal sealed class VerifyChainHandler(VerificationLog log, JobQueue<ChainVerification> queue) : IHandler<VerifyChain, VerificationView>
{
    public async Task<Result<VerificationView>> HandleAsync(VerifyChain operation, OperationContext context, CancellationToken ct)
    {
        var (organization, user) = (context.Organization, context.UserId);
        var (id, isNew) = await log.AskAsync(organization.Id, organization.Slug, context.Principal.MemberId, context.Member.DisplayName, ct);
        if (isNew)
        {
            context.Note("asked", id);
            context.AfterCommit(() => queue.Add(new JobPlace(organization.Id, organization.Slug, id, user)));
        }

        return VerificationViews.Of(context, await context.Audit.Verifications.SingleAsync(row => row.Id == id, ct), queue);
    }
}
