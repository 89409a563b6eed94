using System.Text;

namespace FlaskTrack.Core.Accounts;

/// <summary>The scripts letters belong to, as far as look-alikes need it.</summary>
internal static class Scripts
{
    private const string EastAsian = "East Asian";

    private static readonly (int First, int Last, string Script)[] Ranges =
    [
        (0x41, 0x24F, "Latin"), (0x250, 0x2AF, "Latin"), (0x370, 0x3FF, "Greek"), (0x400, 0x52F, "Cyrillic"), (0x530, 0x58F, "Armenian"), (0x590, 0x5FF, "Hebrew"),
        (0x600, 0x77F, "Arabic"), (0x900, 0x97F, "Devanagari"), (0xE00, 0xE7F, "Thai"), (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, EastAsian), (0x13A0, 0x13FF, "Cherokee"),
        (0x1C80, 0x1C8F, "Cyrillic"), (0x1D00, 0x1DBF, "Latin"), (0x1E00, 0x1EFF, "Latin"), (0x1F00, 0x1FFF, "Greek"), (0x2C60, 0x2C7F, "Latin"), (0x2DE0, 0x2DFF, "Cyrillic"),
        (0x3040, 0x30FF, EastAsian), (0x3100, 0x312F, EastAsian), (0x3400, 0x9FFF, EastAsian), (0xA640, 0xA69F, "Cyrillic"), (0xA720, 0xA7FF, "Latin"), (0xAB70, 0xABBF, "Cherokee"),
        (0xAC00, 0xD7AF, EastAsian), (0x20000, 0x323AF, EastAsian),
    ];

    public static bool AreMixed(string text) =>
        text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(Rune.IsLetter).Select(Of).Distinct().Take(2).Count() > 1;

    /// <summary>Letters of a script not listed count as one of their block of 128.</summary>
    private static string Of(Rune rune)
    {
        foreach (var (first, last, script) in Ranges)
        {
            if (rune.Value >= first && rune.Value <= last) return script;
        }

        return $"block {rune.Value / 128}";
    }
}
