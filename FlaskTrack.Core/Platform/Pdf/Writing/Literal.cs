using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Values in the syntax of PDF objects (ISO 32000-1 §7.3).</summary>
internal static class Literal
{
    /// <summary>Any text, as UTF-16 in hexadecimal.</summary>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    /// <summary>A name; what is not a letter or digit is escaped.</summary>
    public static string Name(string name)
    {
        var escaped = new StringBuilder("/");
        foreach (var part in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)part) || part is (byte)'-' or (byte)'+') escaped.Append((char)part);
            else escaped.Append(CultureInfo.InvariantCulture, $"#{part:X2}");
        }

        return escaped.ToString();
    }

    public static string Date(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture,
            $"(D:{time:yyyyMMddHHmmss}{sign}{Math.Abs(offset.Hours):D2}'{Math.Abs(offset.Minutes):D2}')");
    }

    public static string Reference(int number) => number.ToString(CultureInfo.InvariantCulture) + " 0 R";

    public static string References(IEnumerable<int> numbers) => "[" + string.Join(' ', numbers.Select(Reference)) + "]";
}
