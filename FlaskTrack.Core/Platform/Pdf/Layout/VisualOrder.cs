using System.Globalization;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>
/// Puts right-to-left words of a line in the order they are seen. Letters are not joined and numbers between such words
/// keep their side, so Hebrew reads well and Arabic is legible but plain.
/// </summary>
internal static class VisualOrder
{
    private const char FirstRightToLeft = '\u0590';

    public static bool Needed(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (character >= FirstRightToLeft && IsRightToLeft(character)) return true;
        return false;
    }

    public static string Apply(ReadOnlySpan<char> text)
    {
        var seen = text.ToArray();
        for (var start = 0; start < seen.Length; start++)
        {
            if (!IsRightToLeft(seen[start])) continue;
            var end = start + 1;
            for (var next = end; next < seen.Length && (IsRightToLeft(seen[next]) || IsNeutral(seen[next])); next++)
                if (IsRightToLeft(seen[next])) end = next + 1;
            Array.Reverse(seen, start, end - start);
            start = end;
        }

        return new(seen);
    }

    private static bool IsRightToLeft(char character) =>
        character is (>= FirstRightToLeft and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static bool IsNeutral(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark || character is '-' or '"' or '\'';
}
