using System.Globalization;
using System.Text.RegularExpressions;

namespace FlaskTrack.Core.Samples;

/// <summary>Names of many samples at once: <c>{n}</c> is the number, <c>{n:000}</c> the number in three digits, <c>{code}</c> the sample's code.</summary>
public static partial class NamePattern
{
    /// <summary>The name of the sample with that number, from 1.</summary>
    public static string Name(string pattern, int number, string code) =>
        Numbers().Replace(pattern, match => number.ToString(match.Groups[1].Success ? match.Groups[1].Value : "0", CultureInfo.InvariantCulture)).Replace("{code}", code, StringComparison.Ordinal);

    /// <summary>Why the pattern gives no good names; null where it does.</summary>
    public static string? Check(string pattern, int count)
    {
        var rest = Numbers().Replace(pattern, "").Replace("{code}", "", StringComparison.Ordinal);
        if (rest.Contains('{') || rest.Contains('}')) return "Name may hold {n}, {n:000} or {code} in braces, nothing else.";
        return count > 1 && rest == pattern ? "Name needs {n} or {code} where several samples are made, such as \"A-{n:000}\"." : null;
    }

    [GeneratedRegex(@"\{n(?::(0{1,9}))?\}")]
    private static partial Regex Numbers();
}
