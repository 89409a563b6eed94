using System.Globalization;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Turns the days that people enter into the instants that are stored, in the zone the page shows. A last day counts to its midnight.</summary>
internal static class Days
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>The first day of a membership as a date input holds it.</summary>
    public static string First(DateTimeOffset? start, TimeZoneInfo zone) =>
        start is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(Iso, CultureInfo.InvariantCulture) : "";

    /// <summary>The last day that lies before the end.</summary>
    public static string Last(DateTimeOffset? end, TimeZoneInfo zone) => First(end?.AddTicks(-1), zone);

    /// <summary>Midnight at which the day begins. A day that was not changed keeps its exact time.</summary>
    /// <param name="present">The instant as it is stored now.</param>
    public static DateTimeOffset? StartOf(string? day, TimeZoneInfo zone, DateTimeOffset? present = null) =>
        day == First(present, zone) ? present : Midnight(day, 0, zone);

    /// <summary>Midnight after the day. A day that was not changed keeps its exact time.</summary>
    public static DateTimeOffset? EndOf(string? day, TimeZoneInfo zone, DateTimeOffset? present = null) =>
        day == Last(present, zone) ? present : Midnight(day, 1, zone);

    private static DateTimeOffset? Midnight(string? day, int after, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(day, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return null;
        // Years that no lab means are left to the operation, which refuses them by name.
        if (date.Year is < 1900 or >= 2200) return date.Year < 1900 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        var local = date.AddDays(after);

        // Where the clock skips midnight the day begins an hour later.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
