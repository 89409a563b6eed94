using System.Collections.Concurrent;
using System.Text;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Names as the audit log and the API write them.</summary>
public static class SnakeCase
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary><c>TimeZone</c> becomes <c>time_zone</c>, <c>Bsl2</c> becomes <c>bsl2</c>.</summary>
    public static string Of(string name) => Known.GetOrAdd(name, Convert);

    private static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
