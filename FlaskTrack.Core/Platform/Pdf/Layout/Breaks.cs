namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Where a line may end.</summary>
internal static class Breaks
{
    private const string NotAtStart = "、。，．：；？！）］｝」』】〕〉》’”ー々ァィゥェォッャュョ";
    private const string NotAtEnd = "（［｛「『【〔〈《‘“";

    private const int LongestUnit = 4;

    private static readonly System.Buffers.SearchValues<char> UnitEnds = System.Buffers.SearchValues.Create(" \n,;.)");

    public static bool IsSpace(char character) => character is ' ' or '\u3000' or '\u2003' or '\u2002';

    /// <summary>Inside a word too long for a line, after these rather than anywhere: codes, paths, addresses.</summary>
    public static bool IsJoint(char character) => character is '-' or '/' or '_' or '.' or ',' or ':' or ';' or '@' or '=' or '&' or '?';

    /// <summary>A number and its unit stay together: 0.5 µM, 60 s, 70 %, 3 Sep.</summary>
    public static bool JoinsUnit(string text, int space)
    {
        if (space == 0 || !char.IsAsciiDigit(text[space - 1]) || space + 1 >= text.Length) return false;
        var rest = text.AsSpan(space + 1);
        var end = rest.IndexOfAny(UnitEnds);
        return (end < 0 ? rest.Length : end) is >= 1 and <= LongestUnit && !char.IsAsciiDigit(rest[0]);
    }

    /// <summary>Ideographs, kana and hangul syllables part anywhere but before closing and after opening marks.</summary>
    public static bool Between(int before, int after) =>
        (IsWide(before) || IsWide(after)) && before != '\u00A0' && after != '\u00A0'
        && (after > 0xFFFF || !NotAtStart.Contains((char)after)) && (before > 0xFFFF || !NotAtEnd.Contains((char)before));

    private static bool IsWide(int codePoint) =>
        codePoint is (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);
}
