using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>People and organization in the words of the screen.</summary>
internal static class Words
{
    public static string Of(Role role) => role == Role.NoAccess ? "No access" : role.ToString();

    public static string Of(MemberStatus status) => status == MemberStatus.NotStarted ? "Not started" : status.ToString();

    public static string Tone(MemberStatus status) => status switch
    {
        MemberStatus.Active => "green",
        MemberStatus.NotStarted => "blue",
        MemberStatus.Suspended => "amber",
        _ => "slate",
    };

    public static string Of(InvitationStatus status) => status == InvitationStatus.Unbacked ? "Needs a new sender" : status.ToString();

    public static string Tone(InvitationStatus status) => status switch
    {
        InvitationStatus.Open => "blue",
        InvitationStatus.Accepted => "green",
        InvitationStatus.Unbacked => "amber",
        _ => "slate",
    };

    public static string Of(OrganizationKind kind) => kind switch
    {
        OrganizationKind.ResearchGroup => "Research group",
        OrganizationKind.RegulatedUnit => "Regulated unit",
        _ => kind.ToString(),
    };

    public static string Of(TwoFactorPolicy policy) => policy switch
    {
        TwoFactorPolicy.Optional => "Optional",
        TwoFactorPolicy.RequiredForAdmins => "Required for admins and owners",
        _ => "Required for everyone",
    };

    public static string Of(ContainmentLevel level) => level == ContainmentLevel.None ? "None" : $"BSL-{(int)level}";

    public static string Of(Visibility visibility) => visibility switch
    {
        Visibility.Organization => "Open to the organization",
        Visibility.Restricted => "Restricted",
        _ => "Public",
    };

    public static string Of(Guard guard) => guard switch
    {
        Guard.None => "",
        Guard.Reason => "Reason",
        Guard.Sign => "Signature",
        Guard.Compliance => "Compliance",
        _ => "Switched on per member",
    };

    public static string Of(Level level) => level == Level.None ? "" : level.ToString();

    /// <summary>All sites, or the sites by name.</summary>
    public static string Of(IReadOnlyList<SiteName> sites) => sites.Count == 0 ? "All" : string.Join(", ", sites.Select(site => site.Name));

    /// <summary>"1 sample", "3 samples".</summary>
    public static string Count(long count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    /// <summary>One choice for each value of an enum; its name is the value.</summary>
    public static IReadOnlyList<Choice> Choices<T>(IEnumerable<T> values, Func<T, string> words)
        where T : struct, Enum => [.. values.Select(value => new Choice(value.ToString(), words(value)))];
}
