using System.Globalization;

namespace FlaskTrack.Core.Evidence;

/// <summary>Times inside changes, which events carry in UTC, as the lab reads them.</summary>
internal static class PacketTimes
{
    public static string Readable(string member, string value, LabTime time) =>
        member.EndsWith("_at", StringComparison.Ordinal) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? time.Full(at) : value;
}
