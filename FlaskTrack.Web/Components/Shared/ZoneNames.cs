namespace FlaskTrack.Web.Components.Shared;

/// <summary>Short names of time zones as people write them behind a time.</summary>
internal static class ZoneNames
{
    private static readonly Dictionary<string, (string Standard, string Daylight)> byArea = new()
    {
        ["Etc/UTC"] = ("UTC", "UTC"), ["UTC"] = ("UTC", "UTC"),
        ["Europe/London"] = ("GMT", "BST"), ["Europe/Dublin"] = ("GMT", "IST"), ["Europe/Lisbon"] = ("WET", "WEST"),
        ["Europe/Helsinki"] = ("EET", "EEST"), ["Europe/Athens"] = ("EET", "EEST"), ["Europe/Bucharest"] = ("EET", "EEST"),
        ["Europe/Kyiv"] = ("EET", "EEST"), ["Europe/Sofia"] = ("EET", "EEST"), ["Europe/Riga"] = ("EET", "EEST"),
        ["Europe/Tallinn"] = ("EET", "EEST"), ["Europe/Vilnius"] = ("EET", "EEST"), ["Europe/Moscow"] = ("MSK", "MSK"),
        ["America/New_York"] = ("EST", "EDT"), ["America/Toronto"] = ("EST", "EDT"), ["America/Chicago"] = ("CST", "CDT"),
        ["America/Denver"] = ("MST", "MDT"), ["America/Los_Angeles"] = ("PST", "PDT"), ["America/Vancouver"] = ("PST", "PDT"),
        ["Asia/Tokyo"] = ("JST", "JST"), ["Asia/Kolkata"] = ("IST", "IST"), ["Asia/Singapore"] = ("SGT", "SGT"),
        ["Australia/Sydney"] = ("AEST", "AEDT"), ["Pacific/Auckland"] = ("NZST", "NZDT"),
    };

    /// <summary>The name at that moment: CET, EDT, or the offset such as UTC+5:30 where no name is usual.</summary>
    public static string Short(TimeZoneInfo zone, DateTimeOffset at)
    {
        var daylight = zone.IsDaylightSavingTime(at);
        if (byArea.TryGetValue(zone.Id, out var names))
            return daylight ? names.Daylight : names.Standard;
        var offset = zone.GetUtcOffset(at);
        if (zone.Id.StartsWith("Europe/", StringComparison.Ordinal) && zone.BaseUtcOffset == TimeSpan.FromHours(1))
            return daylight ? "CEST" : "CET";
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:h\\:mm}".Replace(":00", "", StringComparison.Ordinal);
    }
}
