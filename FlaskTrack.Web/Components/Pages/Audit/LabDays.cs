using System.Globalization;

using FlaskTrack.Core.Members;

namespace FlaskTrack.Web.Components.Pages.Audit;

/// <summary>Days as a person means them. Those of evidence are the organization's, whoever asks: a packet says the same to everybody.</summary>
internal static class LabDays
{
    public static TimeZoneInfo Zone(MyAccess? access) =>
        access is not null && TimeZoneInfo.TryFindSystemTimeZoneById(access.Organization.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Reads the form that a date input gives; null for anything else.</summary>
    public static DateOnly? Parse(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first instant of the day.</summary>
    public static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        // Years that no lab means are left to the operation, which refuses them by name.
        if (day.Year is < 1900 or >= 2200) return day.Year < 1900 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30); // some zones change their clocks at midnight
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first instant after the day; nothing follows the last day there is.</summary>
    public static DateTimeOffset End(DateOnly day, TimeZoneInfo zone) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Start(day.AddDays(1), zone);
}
