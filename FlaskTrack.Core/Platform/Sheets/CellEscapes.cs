using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>The _xHHHH_ escapes by which spreadsheet XML carries characters that XML forbids (ISO/IEC 29500-1, 22.9.2.19).</summary>
internal static class CellEscapes
{
    /// <summary>True where the text at this place would be taken for an escape although it is meant literally.</summary>
    public static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 6 && text[0] == '_' && text[1] == 'x' && IsHex(text.Slice(2, 4));

    public static string Decode(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length).Append(text, 0, at);
        for (; at < text.Length; at++)
        {
            if (at + 6 < text.Length && text[at + 6] == '_' && LooksEscaped(text.AsSpan(at)))
            {
                result.Append((char)ushort.Parse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 6;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }

        return true;
    }
}
