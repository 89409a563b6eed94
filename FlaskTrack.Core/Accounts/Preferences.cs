using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Accounts;

/// <summary>How days are written. Both can be read in one way only, so none has the month as a number between slashes.</summary>
public enum DateForm
{
    /// <summary>12 Nov 2026</summary>
    Words,

    /// <summary>2026-11-12</summary>
    Iso,
}

/// <summary>Colours of the pages.</summary>
public enum Theme
{
    /// <summary>As the device asks for.</summary>
    System,
    Light,
    Dark,
}

/// <summary>How a person reads FlaskTrack, in every organization.</summary>
/// <param name="TimeZone">IANA zone; null for the organization's.</param>
/// <param name="Locale">Language tag of BCP 47 with a region; null for the organization's.</param>
public sealed record Preferences(string? TimeZone, string? Locale, DateForm DateForm, Theme Theme)
{
    public static readonly Preferences None = new(null, null, DateForm.Words, Theme.System);

    internal static Preferences Of(User user) => new(user.TimeZone, user.Locale, user.DateForm, user.Theme);

    internal void Validate(FieldErrors errors)
    {
        if (TimeZone is not null && !OrganizationRules.IsTimeZone(TimeZone)) errors.Add("time_zone", "Time zone must be an IANA zone such as \"Europe/Oslo\".");
        if (Locale is not null && !OrganizationRules.IsLocale(Locale)) errors.Add("locale", "Locale must be a language tag such as \"en-GB\" or \"de-DE\".");
        if (!Enum.IsDefined(DateForm)) errors.Add("date_form", "Choose one of the forms offered.");
        if (!Enum.IsDefined(Theme)) errors.Add("theme", "Choose as the system, light or dark.");
    }
}
