using System.Globalization;

namespace FlaskTrack.Core.Evidence;

/// <summary>Values inside changes as the lab reads them: times, which events carry in UTC, in its zone, and keys as words.</summary>
internal static class PacketTimes
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "domain", "kind", "state", "derivation", "visibility", "status" };

    public static string Readable(string member, string value, LabTime time) =>
        member.EndsWith("_at", StringComparison.Ordinal) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? time.Full(at) : Words.Contains(member) ? value.Replace('_', ' ') : value;
}
