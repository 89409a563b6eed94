using System.Globalization;
using System.Text.RegularExpressions;

namespace FlaskTrack.Core.Organizations;

/// <summary>Rules of the fields of an organization and its sites.</summary>
public static partial class OrganizationRules
{
    public const string SlugForm = "Slug may have 2 to 40 of a–z, 0–9 and hyphen, such as \"nordhavn-biolabs\".";

    public const string SlugTaken = "This slug is taken. Choose another.";

    public static bool IsSlug(string? text) => text is not null && Slugs().IsMatch(text);

    /// <summary>A zone of the IANA list that this server knows.</summary>
    public static bool IsTimeZone(string? text) => text is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId;

    /// <summary>A language tag of BCP 47 with a region, so that dates and decimals have one reading.</summary>
    public static bool IsLocale(string? text)
    {
        if (text is null || !Locales().IsMatch(text)) return false;
        try
        {
            return !CultureInfo.GetCultureInfo(text, predefinedOnly: true).IsNeutralCulture;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    public static bool IsShortCode(string? text) => text is not null && ShortCodes().IsMatch(text.Trim());

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])\\z")]
    private static partial Regex Slugs();

    [GeneratedRegex("^[a-zA-Z]{2,3}(?:-[A-Za-z]{4})?-(?:[A-Za-z]{2}|[0-9]{3})\\z")]
    private static partial Regex Locales();

    [GeneratedRegex("^[A-Za-z]{3,8}\\z")]
    private static partial Regex ShortCodes();
}
