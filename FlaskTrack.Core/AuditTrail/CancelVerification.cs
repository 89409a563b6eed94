using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Stops a verification, or takes it out of the queue. For whoever asked for it and for admins. What was found before stays as it was.</summary>
public sealed record CancelVerification(long Id) : IQuery<CancelVerification, VerificationView>
{
    public static Permission Requires => Permissions.Audit.Verify;
}

internal sealed class CancelVerificationHandler(VerificationLog log, JobQueue<ChainVerification> queue) : IHandler<CancelVerification, VerificationView>
{
    public async Task<Result<VerificationView>> HandleAsync(CancelVerification operation, OperationContext context, CancellationToken ct)
    {
        var rows = context.Audit.Verifications.Where(row => row.Id == operation.Id);
        if (await rows.SingleOrDefaultAsync(ct) is not { } run) return new Problem.Refused(Denials.NotFound);
        if (!VerificationViews.MayCancel(context, run)) return new Problem.NotAllowed($"{run.By} asked for this verification. They or an admin can stop it.");
        var organization = context.Organization;
        if (!await log.EndAsync(organization.Id, organization.Slug, run.Id, VerificationState.Cancelled, $"Stopped by {context.Member.DisplayName}.", ct)) return new Problem.NotAllowed("This verification has ended already.");
        context.Note("cancelled", run.Id);
        queue.Cancel(organization.Id, run.Id);
        return VerificationViews.Of(context, await rows.SingleAsync(ct), queue);
    }
}
