using System.Globalization;

namespace FlaskTrack.Core.Evidence;

/// <summary>Times as an organization reads them: in its zone, with the zone named.</summary>
internal sealed class LabTime(string zoneId)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var found) ? found : TimeZoneInfo.Utc;

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary><c>12 Nov 2026</c>.</summary>
    public string Day(DateTimeOffset at) => Local(at).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>12 Nov 2026 09:18</c>.</summary>
    public string Minute(DateTimeOffset at) => Local(at).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>12 Nov 2026 09:18:44 UTC+01:00</c>.</summary>
    public string Full(DateTimeOffset at) => Local(at).ToString("d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(at);

    /// <summary>With UTC beside it, as the cover shows it.</summary>
    public string WithUtc(DateTimeOffset at) => $"{Full(at)} ({at.UtcDateTime.ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture)} UTC)";

    public string Name => zone.Id;

    private string Offset(DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at);
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}";
    }
}
