using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Sends an invitation again with a new link; the link before stops working. The caller stands for it from then on.</summary>
/// <param name="Days">Days until the new link expires, 1 to 30.</param>
public sealed record ResendInvitation(long InvitationId, int Days = InvitationRules.DefaultDays, int? Version = null) : ICommand<ResendInvitation, InvitedLine>, IValidated, IVersioned
{
    public static Permission Requires => Permissions.Members.Invite;

    public void Validate(FieldErrors errors)
    {
        if (Days is < 1 or > InvitationRules.MaxDays) errors.Add("days", "An invitation is open for 1 to 30 days.");
    }
}

internal sealed class ResendInvitationHandler(PublicAddress address, LetterDelivery letters) : IHandler<ResendInvitation, InvitedLine>
{
    public async Task<Result<InvitedLine>> HandleAsync(ResendInvitation operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Invitation>().SingleOrDefaultAsync(row => row.Id == operation.InvitationId, ct) is not { } invitation) return Problem.NotFound;
        if (MemberRules.MayGive(context.Principal, invitation.Role) is { } above) return above;
        if (await MemberRules.MayGiveSitesAsync(invitation.Sites, invitation.Sites, context, ct) is { } outside) return outside;
        if (operation.Version is { } version && version != invitation.Version) return new Problem.Conflict(invitation.Version);
        if (invitation.State is InvitationState.Accepted or InvitationState.Revoked) return new Problem.NotAllowed($"This invitation was {(invitation.State == InvitationState.Accepted ? "accepted" : "revoked")}. Invite the address anew.");
        if (invitation.MemberUntil <= context.Now) return new Problem.NotAllowed("The membership it offers has ended by now. Revoke it and invite the address anew.");
        var known = await KnownPeople.ReadAsync(context, ct);
        if (known.Answer(1, invitation.Email, invitation.Email) is { Outcome: InviteOutcome.AlreadyMember or InviteOutcome.Suspended } member) return new Problem.NotAllowed(member.Sentence);
        invitation.State = InvitationState.Pending;
        invitation.InvitedById = context.Principal.MemberId;
        invitation.ExpiresAt = context.Now.AddDays(operation.Days);
        var link = InvitationRules.Send(invitation, address, context);
        return new InvitedLine(1, invitation.Email, InviteOutcome.Invited, "Sent again. The link before does not work any more.", invitation.Id, await letters.GoesOutAsync(context, ct) ? null : link);
    }
}
