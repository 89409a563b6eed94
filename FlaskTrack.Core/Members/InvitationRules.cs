using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Rules of invitations.</summary>
internal static class InvitationRules
{
    public const int DefaultDays = 7;
    public const int MaxDays = 30;

    /// <summary>SECURITY: an invitation counts only while the person who sent it could still give the role and the sites, so that nobody who lost their
    /// rights has a door left open.</summary>
    public static bool IsBacked(Invitation invitation, Membership? inviter, DateTimeOffset now) =>
        inviter is not null && inviter.IsActiveAt(now)
        && RoleGrants.Of(inviter.Role).Contains(Permissions.Members.Invite)
        && RoleGrants.Of(inviter.Role).IsStrictlyAbove(RoleGrants.Of(invitation.Role))
        && MemberRules.CoverSites(inviter.Sites, invitation.Sites);

    public static InvitationStatus StatusOf(Invitation invitation, Membership? inviter, DateTimeOffset now) => invitation.State switch
    {
        InvitationState.Accepted => InvitationStatus.Accepted,
        InvitationState.Declined => InvitationStatus.Declined,
        InvitationState.Revoked => InvitationStatus.Revoked,
        InvitationState.Pending when !invitation.IsOpenAt(now) => InvitationStatus.Expired,
        InvitationState.Pending => IsBacked(invitation, inviter, now) ? InvitationStatus.Open : InvitationStatus.Unbacked,
        _ => throw new InvalidOperationException($"Invitation state {invitation.State} has no status."),
    };

    /// <summary>The open invitation behind a secret with who sent it; null for one that is used, revoked, expired or unknown, without saying which.</summary>
    public static async Task<(Invitation Invitation, Membership Inviter)?> FindOpenAsync(string token, OperationContext context, CancellationToken ct)
    {
        var hash = SecretHash.Of(token);
        if (await context.Rows<Invitation>().SingleOrDefaultAsync(row => row.TokenHash == hash, ct) is not { } invitation) return null;
        var inviter = await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == invitation.InvitedById, ct);
        return StatusOf(invitation, inviter, context.Now) == InvitationStatus.Open ? (invitation, inviter!) : null;
    }

    /// <summary>Gives the invitation a new secret, which kills the one before, and sends it.</summary>
    /// <returns>The link with the secret, for the one time it is shown.</returns>
    public static Uri Send(Invitation invitation, PublicAddress address, OperationContext context)
    {
        var token = SecretHash.NewSecret();
        var link = address.Invitation(token);
        invitation.TokenHash = SecretHash.Of(token);
        var note = invitation.Message is null ? "" : $"\n{invitation.Message}\n";
        var text = $"""
            {context.Member.DisplayName} invites you to {context.Organization.Name} on FlaskTrack, with the role {RoleRules.Words(invitation.Role)}.
            {note}
            Open this link to accept or decline. It works once, for this address, until {invitation.ExpiresAt:yyyy-MM-dd HH:mm} UTC:

            {link}

            If you did not expect this, ignore it and nothing happens.
            """;
        context.Send(invitation.Email, $"Invitation to {context.Organization.Name}", text);
        return link;
    }
}
