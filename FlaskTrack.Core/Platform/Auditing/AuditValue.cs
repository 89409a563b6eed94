using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Values as events carry them: integers, strings, booleans, null, lists and maps of these. Decimals and times are strings, so that the
/// canonical form has no floating point.</summary>
internal static class AuditValue
{
    private const string Mask = "•••";

    public static object? Of(object? value) => value switch
    {
        null => null,
        string or bool or int or long => value,
        Enum word => SnakeCase.Of(word.ToString()),
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => value,
    };

    public static object? Hidden(object? value) => value is null ? null : Mask;

    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (List<long> x, List<long> y) => x.SequenceEqual(y),
        (List<string> x, List<string> y) => x.SequenceEqual(y),
        (Dictionary<string, string> x, Dictionary<string, string> y) => x.Count == y.Count && x.All(pair => y.TryGetValue(pair.Key, out var other) && other == pair.Value),
        _ => a.Equals(b),
    };

    /// <summary>Canonical JSON of the members; null where there are none.</summary>
    public static string? Json(IReadOnlyDictionary<string, object?> members)
    {
        if (members.Count == 0) return null;
        var json = new JsonObject();
        foreach (var (name, value) in members) json[name] = JsonSerializer.SerializeToNode(value);
        return CanonicalJson.ToText(json);
    }
}
