using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>What people are told of memberships.</summary>
internal static class MembershipNotices
{
    /// <summary>To a member: what they may do has changed.</summary>
    public static NoticeDraft Role(OperationContext context, Membership member, Role role) => new(NotificationKind.Membership, $"Your role is now {RoleRules.Words(role)}")
    {
        Members = [member.Id],
        Text = $"Changed from {RoleRules.Words(member.Role)} by {context.Member.DisplayName}.",
        Href = "/help/roles",
    };

    /// <summary>To whoever invited: the person has joined.</summary>
    public static NoticeDraft Joined(Invitation invitation, string name) => new(NotificationKind.Membership, $"{name} joined as {RoleRules.Words(invitation.Role)}")
    {
        Members = invitation.InvitedById is var by and > 0 ? [by] : [],
        Href = "/members",
    };
}
