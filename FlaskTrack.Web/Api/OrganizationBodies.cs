using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>The caller in the present organization.</summary>
internal sealed record MeJson(long MemberId, string DisplayName, string Role, IReadOnlyList<long> SiteIds, bool CanRunPipelines, string Organization, string OrganizationName, string TimeZone, IReadOnlyList<string> Permissions)
{
    public static MeJson Of(MyAccess mine) => new(
        mine.Principal.MemberId,
        mine.DisplayName,
        Core.Platform.Auditing.SnakeCase.Of(mine.Principal.Role.Name),
        mine.Principal.Sites,
        mine.Principal.CanRunPipelines,
        mine.Organization.Slug,
        mine.Organization.Name,
        mine.Organization.TimeZone,
        [.. Core.Platform.Security.Permissions.All.Where(mine.Principal.Holds).Select(permission => permission.Name)]);
}

/// <summary>General settings.</summary>
internal sealed record OrganizationBody(string? Name, OrganizationKind Kind, string? TimeZone, string? Locale, string? ContactEmail, string? Address, DayOfWeek? WeekStart = null)
{
    public static OrganizationBody Of(OrganizationView view) => new(view.Name, view.Kind, view.TimeZone, view.Locale, view.ContactEmail, view.Address, view.WeekStart);

    public EditOrganization ToCommand(int version) => new(Name ?? "", Kind, TimeZone ?? "", Locale ?? "", ContactEmail, Address, version, WeekStart);
}

internal sealed record SlugBody(string? Slug, string? Reason = null);

internal sealed record SecurityBody(TwoFactorPolicy TwoFactorPolicy, int IdleMinutes, int SessionHours, Visibility DefaultVisibility, bool PublicProjectsAllowed, int GraceDays = EditOrganizationSecurity.UsualGraceDays, IReadOnlyList<string>? AllowedAddresses = null, bool? PersonalTokensAllowed = null, int? PasswordLength = null)
{
    public static SecurityBody Of(OrganizationSecurity now) => new(now.TwoFactorPolicy, now.IdleMinutes, now.SessionHours, now.DefaultVisibility, now.PublicProjectsAllowed, AllowedAddresses: now.AllowedAddresses, PersonalTokensAllowed: now.PersonalTokensAllowed, PasswordLength: now.PasswordLength);

    public EditOrganizationSecurity ToCommand(int version) => new(TwoFactorPolicy, IdleMinutes, SessionHours, DefaultVisibility, PublicProjectsAllowed, version, GraceDays, AllowedAddresses, PersonalTokensAllowed, PasswordLength);
}

internal sealed record SiteBody(string? Name, string? ShortCode, string? Address = null, ContainmentLevel? Containment = null)
{
    public static SiteBody Of(SiteRow row) => new(row.Name, row.ShortCode, row.Address, row.Containment);

    public CreateSite ToCommand() => new(Name ?? "", ShortCode ?? "", Address, Containment ?? ContainmentLevel.None);

    public EditSite ToCommand(long id, int version) => new(id, Name ?? "", ShortCode ?? "", Address, Containment ?? ContainmentLevel.None, version);
}
