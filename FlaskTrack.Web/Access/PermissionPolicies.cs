using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Authorization;

namespace FlaskTrack.Web.Access;

/// <summary>Makes a policy of any permission's name, so that pages and buttons use the names of the catalogue and nothing else.</summary>
internal sealed class PermissionPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    /// <exception cref="ArgumentException">No permission has that name: a slip of the program.</exception>
    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        var permission = Permissions.Named(policyName);
        if (permission == Permissions.SignedIn) return Task.FromResult<AuthorizationPolicy?>(SignedIn);
        return Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new HoldsPermission(permission)).Build());
    }

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);
}

internal sealed record HoldsPermission(Permission Permission) : IAuthorizationRequirement;

/// <summary>Answers a policy with the same function that the runner asks.</summary>
internal sealed class HoldsPermissionHandler(PageAccess access) : AuthorizationHandler<HoldsPermission>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, HoldsPermission requirement)
    {
        if (access.Current is null) await access.GetAsync();
        if (access.Holds(requirement.Permission)) context.Succeed(requirement);
    }
}
