using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Takes an invitation back; its link stops working at once.</summary>
public sealed record RevokeInvitation(long InvitationId, int? Version = null) : ICommand<RevokeInvitation, Done>, IVersioned
{
    public static Permission Requires => Permissions.Members.Invite;
}

internal sealed class RevokeInvitationHandler : IHandler<RevokeInvitation, Done>
{
    public async Task<Result<Done>> HandleAsync(RevokeInvitation operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Invitation>().SingleOrDefaultAsync(row => row.Id == operation.InvitationId, ct) is not { } invitation) return Problem.NotFound;
        if (MemberRules.MayGive(context.Principal, invitation.Role) is { } above) return above;
        if (operation.Version is { } version && version != invitation.Version) return new Problem.Conflict(invitation.Version);
        if (invitation.State != InvitationState.Pending) return new Problem.NotAllowed("This invitation is not open any more.");
        invitation.State = InvitationState.Revoked;
        return default(Done);
    }
}
