using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Changes what the organization asks of sign-ins and how open new records are.</summary>
/// <param name="GraceDays">Days that members without a second factor get before a stricter policy stops them; 0 to 30, 0 stops them at once.</param>
/// <param name="AllowedAddresses">Addresses and ranges from which members may work; empty means all, null keeps the present ones.</param>
/// <param name="PasswordLength">Characters of the shortest password members may set, 12 to 64; null keeps the present one. Passwords set before stay good.</param>
/// <param name="PersonalTokensAllowed">Whether members' own tokens count here; null keeps the present answer.</param>
public sealed record EditOrganizationSecurity(TwoFactorPolicy TwoFactorPolicy, int IdleMinutes, int SessionHours, Visibility DefaultVisibility, bool PublicProjectsAllowed, int? Version, int GraceDays = EditOrganizationSecurity.UsualGraceDays, IReadOnlyList<string>? AllowedAddresses = null, bool? PersonalTokensAllowed = null, int? PasswordLength = null)
    : ICommand<EditOrganizationSecurity, OrganizationView>, IValidated, IVersioned, INeedsRecentAuthentication
{
    public const int UsualGraceDays = 7;

    /// <summary>More would keep people from setting a password at all.</summary>
    public const int LongestMinimum = 64;

    public static Permission Requires => Permissions.Organization.Security;

    public void Validate(FieldErrors errors)
    {
        if (!Enum.IsDefined(TwoFactorPolicy)) errors.Add("two_factor_policy", "Choose optional, required for admins or required.");
        if (GraceDays is < 0 or > 30) errors.Add("grace_days", "The time to set up a second factor must be 0 to 30 days.");
        if (IdleMinutes is < 5 or > 480) errors.Add("idle_minutes", "Idle limit must be 5 to 480 minutes.");
        if (SessionHours is < 1 or > 24) errors.Add("session_hours", "Longest session must be 1 to 24 hours.");
        if (PasswordLength is < PasswordRules.Shortest or > LongestMinimum) errors.Add("password_length", $"The shortest password must have {PasswordRules.Shortest} to {LongestMinimum} characters.");
        if (DefaultVisibility is not (Visibility.Organization or Visibility.Restricted)) errors.Add("default_visibility", "New records can be open to the organization or restricted.");
        if (AllowedAddresses is { Count: > 100 }) errors.Add("allowed_addresses", $"At most 100 addresses and ranges are kept; these are {AllowedAddresses.Count}.");
        else if (AllowedAddresses?.FirstOrDefault(line => AddressRanges.Parse(line) is null) is { } wrong) errors.Add("allowed_addresses", $"\"{wrong}\" is no address. Write one such as 192.0.2.17, or a range such as 192.0.2.0/24.");
    }
}

internal sealed class EditOrganizationSecurityHandler : IHandler<EditOrganizationSecurity, OrganizationView>
{
    public async Task<Result<OrganizationView>> HandleAsync(EditOrganizationSecurity operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().SingleAsync(ct);
        if (operation.Version is { } version && version != organization.Version) return new Problem.Conflict(organization.Version);
        var addresses = operation.AllowedAddresses is { } given ? given.Select(line => AddressRanges.Parse(line)!).Distinct().ToList() : organization.AllowedAddresses;
        if (!context.Caller.SkipsSession && !AddressRanges.Allow(addresses, context.Caller.Ip)) return FieldErrors.Of("allowed_addresses", $"This list leaves out your own address, {context.Caller.Ip ?? "which is not known"}. Add it, so that you can go on.");
        if (operation.TwoFactorPolicy != organization.TwoFactorPolicy && await SecondFactorAsync(operation, organization, context, ct) is { } problem) return problem;
        organization.IdleMinutes = operation.IdleMinutes;
        organization.SessionHours = operation.SessionHours;
        organization.DefaultVisibility = operation.DefaultVisibility;
        organization.PublicProjectsAllowed = operation.PublicProjectsAllowed;
        organization.AllowedAddresses = addresses;
        organization.PersonalTokensAllowed = operation.PersonalTokensAllowed ?? organization.PersonalTokensAllowed;
        organization.PasswordLength = operation.PasswordLength ?? organization.PasswordLength;
        await context.SaveAsync(ct);
        return await GetOrganizationHandler.ViewAsync(organization, context, ct);
    }

    private static async Task<Problem?> SecondFactorAsync(EditOrganizationSecurity operation, Organization organization, OperationContext context, CancellationToken ct)
    {
        var holds = context.Organization.TwoFactorPolicyAt(context.Now);
        organization.TwoFactorPolicy = operation.TwoFactorPolicy;
        organization.TwoFactorFrom = null;
        if (operation.TwoFactorPolicy <= holds) return null;
        var without = await FindMembersWithoutSecondFactorHandler.FindAsync(operation.TwoFactorPolicy, context, ct);
        if (operation.GraceDays == 0) return await LocksOutAsync(operation.TwoFactorPolicy, without, context, ct);
        var from = context.Now.AddDays(operation.GraceDays);
        organization.TwoFactorUntilThen = holds;
        organization.TwoFactorFrom = from;
        await TellAsync(without, from, context, ct);
        return null;
    }

    /// <summary>An owner cannot close the door behind which it stands: the owner's own sign-in must meet the new policy.</summary>
    private static async Task<Problem?> LocksOutAsync(TwoFactorPolicy policy, IReadOnlyList<MemberName> without, OperationContext context, CancellationToken ct)
    {
        var own = context.Session?.HasSecondFactor ?? await context.Shared<User>().Where(user => user.Id == context.UserId).Select(user => user.TwoFactorEnabled).SingleAsync(ct);
        return Denials.SecondFactor(policy, context.Principal.Role, own) is null
            ? null
            : FieldErrors.Of("two_factor_policy", $"You signed in without a second factor, so this would lock you out. Set one up and sign in with it first, or give members some days. Without a second factor: {string.Join(", ", without.Select(row => row.DisplayName))}.");
    }

    private static async Task TellAsync(IReadOnlyList<MemberName> without, DateTimeOffset from, OperationContext context, CancellationToken ct)
    {
        var ids = without.Select(row => row.MemberId).ToList();
        var emails = await context.Rows<Membership>().Where(row => ids.Contains(row.Id)).Join(context.Shared<User>(), row => row.UserId, user => user.Id, (_, user) => user.Email).ToListAsync(ct);
        foreach (var email in emails.OfType<string>())
            Mail.OperationMail.Send(context, email, $"{context.Organization.Name} asks for a second factor", $"From {from:yyyy-MM-dd HH:mm} UTC members of {context.Organization.Name} need a second factor to work there. Set one up before: sign in to FlaskTrack, open Account, Security, and set up an authenticator or add a passkey.");
    }
}
