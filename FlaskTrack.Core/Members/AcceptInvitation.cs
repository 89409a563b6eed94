using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Makes the signed-in person a member, if the invitation is for their address. A removed or expired member comes back with the same history.</summary>
public sealed record AcceptInvitation(string Token) : ICommand<AcceptInvitation, OrganizationOfMine>, IEntersByInvitation
{
    public static Permission Requires => Permissions.SignedIn;

    public static string AuditAction => "invitations.accept";

    /// <summary>SECURITY: the secret stays out of logs that print operations.</summary>
    public override string ToString() => nameof(AcceptInvitation);
}

internal sealed class AcceptInvitationHandler : IHandler<AcceptInvitation, OrganizationOfMine>
{
    public async Task<Result<OrganizationOfMine>> HandleAsync(AcceptInvitation operation, OperationContext context, CancellationToken ct)
    {
        if (await InvitationRules.FindOpenAsync(operation.Token, context, ct) is not var (invitation, _)) return Problem.NotFound;
        var organization = await context.Rows<Organization>().AsNoTracking().SingleAsync(ct);
        if (organization.Status != OrganizationStatus.Active) return Problem.NotFound;
        var user = await context.Shared<User>().AsNoTracking().SingleAsync(row => row.Id == context.UserId, ct);
        if (!InvitedPerson.Is(user, invitation)) return InvitedPerson.OtherAddress;
        var member = await context.Rows<Membership>().SingleOrDefaultAsync(row => row.UserId == user.Id, ct);
        if (member?.StatusAt(context.Now) is MemberStatus.Active or MemberStatus.NotStarted) return new Problem.NotAllowed($"You are a member of {organization.Name} already.");
        if (member?.StatusAt(context.Now) == MemberStatus.Suspended) return new Problem.NotAllowed($"Your membership of {organization.Name} is suspended. Ask its admins.");
        Join(member ?? Add(user, context), invitation);
        invitation.State = InvitationState.Accepted;
        context.Notify(MembershipNotices.Joined(invitation, user.FullName));
        return new OrganizationOfMine(organization.OrganizationId, organization.Slug, organization.Name);
    }

    private static Membership Add(User user, OperationContext context)
    {
        var member = new Membership { UserId = user.Id, DisplayName = user.FullName, JoinedAt = context.Now };
        context.Add(member);
        return member;
    }

    /// <summary>The invitation decides everything that gives access; nothing of a former membership's rights comes back by itself.</summary>
    private static void Join(Membership member, Invitation invitation)
    {
        member.Role = invitation.Role;
        member.Status = MembershipStatus.Active;
        member.Sites = [.. invitation.Sites];
        member.StartsAt = null;
        member.EndsAt = invitation.MemberUntil;
        member.CanRunPipelines = false;
        member.InvitedById = invitation.InvitedById;
    }
}

/// <summary>An invitation is bound to its address.</summary>
internal static class InvitedPerson
{
    public static readonly Problem OtherAddress = new Problem.NotAllowed("This invitation is for another e-mail address. Sign in with the account of that address.");

    public static bool Is(User user, Invitation invitation) => string.Equals(user.Email, invitation.Email, StringComparison.OrdinalIgnoreCase);
}
