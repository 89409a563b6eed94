using System.Globalization;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Account;

/// <summary>What a person can choose of how they read FlaskTrack; each list begins with what holds without a choice.</summary>
internal static class PreferenceChoices
{
    public static readonly IReadOnlyList<Choice> Dates = [new(nameof(DateForm.Words), "12 Nov 2026"), new(nameof(DateForm.Iso), "2026-11-12")];

    public static readonly IReadOnlyList<Choice> Themes = [new(nameof(Theme.System), "As the system"), new(nameof(Theme.Light), "Light"), new(nameof(Theme.Dark), "Dark")];

    public static readonly IReadOnlyList<Choice> Locales =
    [
        new("", "As the organization"),
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Where(culture => OrganizationRules.IsLocale(culture.Name)).OrderBy(culture => culture.EnglishName, StringComparer.Ordinal).Select(culture => new Choice(culture.Name, $"{culture.EnglishName}, {culture.Name}")),
    ];

    private static readonly IReadOnlyList<Choice> IanaZones =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => OrganizationRules.IsTimeZone(zone.Id)).Select(zone => zone.Id).Distinct().Order(StringComparer.Ordinal).Select(id => new Choice(id, id.Replace('_', ' ')))];

    /// <param name="organization">The zone of the person's organization; null where there are several.</param>
    public static IReadOnlyList<Choice> Zones(string? organization) => [new("", organization is null ? "As the organization" : $"As the organization, {organization}"), .. IanaZones];
}
