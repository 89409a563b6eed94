using System.Buffers;
using System.Globalization;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Names of sheets as spreadsheets allow them: 1 to 31 characters, none of []:*?/\, no apostrophe at the ends, unique without regard to case.</summary>
internal sealed class SheetNames
{
    private const int MaxLength = 31;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("[]:*?/\\");
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The nearest allowed name that is not taken; a further one of the same name ends in " (2)", " (3)" and so on.</summary>
    public string Claim(string wanted)
    {
        var name = Clean(wanted);
        for (var n = 2; !taken.Add(name); n++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $" ({n})");
            name = Cut(Clean(wanted), MaxLength - ending.Length) + ending;
        }

        return name;
    }

    private static string Clean(string wanted)
    {
        Span<char> kept = wanted.Length <= 256 ? stackalloc char[wanted.Length] : new char[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            var c = wanted[i];
            var broken = char.IsSurrogate(c) && !(i + 1 < wanted.Length && char.IsSurrogatePair(c, wanted[i + 1])) && !(i > 0 && char.IsSurrogatePair(wanted[i - 1], c));
            kept[i] = char.IsControl(c) || Forbidden.Contains(c) || broken || c is '\uFFFE' or '\uFFFF' ? ' ' : c;
        }

        var name = Cut(new string(kept).Trim().Trim('\'').Trim(), MaxLength).TrimEnd().TrimEnd('\'');
        if (name.Length == 0) return "Sheet";
        // "History" is a name that Excel keeps for itself.
        return name.Equals("History", StringComparison.OrdinalIgnoreCase) ? name + " sheet" : name;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
