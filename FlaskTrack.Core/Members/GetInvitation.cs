using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>What an invitation offers, for whoever holds its link. A link that is used, revoked, expired or unknown finds nothing, without saying which.</summary>
public sealed record GetInvitation(string Token) : IQuery<GetInvitation, InvitationView>, IEntersByInvitation
{
    public static Permission Requires => Permissions.Anonymous;

    /// <summary>SECURITY: the secret stays out of logs that print operations.</summary>
    public override string ToString() => nameof(GetInvitation);
}

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="HasAccount">Whether an account with that address exists: sign in, or make one.</param>
public sealed record InvitationView(string Organization, string Email, Role Role, string Purpose, string InvitedBy, string? Message, DateTimeOffset? MemberUntil, DateTimeOffset ExpiresAt, bool HasAccount);

internal sealed class GetInvitationHandler : IHandler<GetInvitation, InvitationView>
{
    public async Task<Result<InvitationView>> HandleAsync(GetInvitation operation, OperationContext context, CancellationToken ct)
    {
        if (await InvitationRules.FindOpenAsync(operation.Token, context, ct) is not var (invitation, inviter)) return Problem.NotFound;
        var organization = await context.Rows<Organization>().AsNoTracking().Select(row => row.Name).SingleAsync(ct);
        var normalized = invitation.Email.ToUpperInvariant();
        var known = await context.Shared<User>().AnyAsync(user => user.NormalizedEmail == normalized, ct);
        return new InvitationView(organization, invitation.Email, invitation.Role, RoleRules.Purpose(invitation.Role), inviter.DisplayName, invitation.Message, invitation.MemberUntil, invitation.ExpiresAt, known);
    }
}
