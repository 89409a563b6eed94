using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Changes what the organization asks of sign-ins and how open new records are.</summary>
public sealed record EditOrganizationSecurity(TwoFactorPolicy TwoFactorPolicy, int IdleMinutes, int SessionHours, Visibility DefaultVisibility, bool PublicProjectsAllowed, int? Version)
    : ICommand<EditOrganizationSecurity, OrganizationView>, IValidated, IVersioned
{
    public static Permission Requires => Permissions.Organization.Security;

    public void Validate(FieldErrors errors)
    {
        if (!Enum.IsDefined(TwoFactorPolicy)) errors.Add("two_factor_policy", "Choose optional, required for admins or required.");
        if (IdleMinutes is < 5 or > 480) errors.Add("idle_minutes", "Idle limit must be 5 to 480 minutes.");
        if (SessionHours is < 1 or > 24) errors.Add("session_hours", "Longest session must be 1 to 24 hours.");
        if (DefaultVisibility is not (Visibility.Organization or Visibility.Restricted)) errors.Add("default_visibility", "New records can be open to the organization or restricted.");
    }
}

internal sealed class EditOrganizationSecurityHandler : IHandler<EditOrganizationSecurity, OrganizationView>
{
    public async Task<Result<OrganizationView>> HandleAsync(EditOrganizationSecurity operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().SingleAsync(ct);
        if (operation.Version is { } version && version != organization.Version) return new Problem.Conflict(organization.Version);
        if (operation.TwoFactorPolicy != organization.TwoFactorPolicy && await LocksOutAsync(operation.TwoFactorPolicy, context, ct) is { } problem) return problem;
        organization.TwoFactorPolicy = operation.TwoFactorPolicy;
        organization.IdleMinutes = operation.IdleMinutes;
        organization.SessionHours = operation.SessionHours;
        organization.DefaultVisibility = operation.DefaultVisibility;
        organization.PublicProjectsAllowed = operation.PublicProjectsAllowed;
        await context.SaveAsync(ct);
        return await GetOrganizationHandler.ViewAsync(organization, context, ct);
    }

    /// <summary>An owner cannot close the door behind which it stands: the owner's own sign-in must meet the new policy.</summary>
    private static async Task<Problem?> LocksOutAsync(TwoFactorPolicy policy, OperationContext context, CancellationToken ct)
    {
        var own = context.Session?.HasSecondFactor ?? await context.Shared<User>().Where(user => user.Id == context.UserId).Select(user => user.TwoFactorEnabled).SingleAsync(ct);
        if (Denials.SecondFactor(policy, context.Principal.Role, own) is null) return null;
        var without = await FindMembersWithoutSecondFactorHandler.FindAsync(policy, context, ct);
        return FieldErrors.Of("two_factor_policy", $"You signed in without a second factor, so this would lock you out. Set one up and sign in with it first. Without a second factor: {string.Join(", ", without.Select(row => row.DisplayName))}.");
    }
}
