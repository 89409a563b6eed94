using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Samples;

/// <summary>Where a page ended: the last row's sort key and id. It names a place in the order, not a row number, so rows that come or go do not move it.</summary>
internal sealed record SampleCursor(string Key, long Id)
{
    public string ToText(SampleSort sort, bool descending) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sort}{(descending ? '-' : '+')}{Id}:{Key}"))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>Null for a text that is no cursor, or one of another order.</summary>
    public static SampleCursor? Parse(string text, SampleSort sort, bool descending)
    {
        var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        if (padded.Length > 4096 || !Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        var plain = Encoding.UTF8.GetString(bytes, 0, length);
        var start = $"{sort}{(descending ? '-' : '+')}";
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        if (!plain.StartsWith(start, StringComparison.Ordinal) || colon < start.Length) return null;
        return long.TryParse(plain.AsSpan(start.Length, colon - start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new SampleCursor(plain[(colon + 1)..], id) : null;
    }
}
