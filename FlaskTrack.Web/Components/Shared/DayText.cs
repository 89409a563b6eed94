using System.Globalization;

using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>Days in sentences and chips as their reader has chosen to have them written; <see cref="LocalTime"/> writes moments the same way.</summary>
internal static class DayText
{
    /// <summary>12 Nov 2026, or 2026-11-12.</summary>
    public static string Pattern(DateForm form) => form == DateForm.Iso ? "yyyy-MM-dd" : "d MMM yyyy";

    public static string Of(DateOnly day, DateForm form) => day.ToString(Pattern(form), CultureInfo.InvariantCulture);

    /// <summary>The day that a moment lies on in a zone.</summary>
    public static string Of(DateTimeOffset at, TimeZoneInfo zone, DateForm form) => At(at, zone, form, "");

    /// <summary>The day and the clock.</summary>
    /// <param name="clock">Pattern of what follows the day, such as <c>, HH:mm</c>.</param>
    public static string At(DateTimeOffset at, TimeZoneInfo zone, DateForm form, string clock) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(Pattern(form) + clock, CultureInfo.InvariantCulture);
}
