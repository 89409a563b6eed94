using System.Buffers;
using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>
/// Text made fit for setting: composed accents (the fonts place no marks), line feeds as the only control characters, what
/// cannot be text shown as U+FFFD, invisible formatting characters gone.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Simple = SearchValues.Create(
        [.. Enumerable.Range(' ', 0x7F - ' ').Select(code => (char)code), .. Enumerable.Range(0xA0, 0x300 - 0xA0).Where(code => code != 0xAD).Select(code => (char)code)]);

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        return text.AsSpan().IndexOfAnyExcept(Simple) < 0 ? text : Clean(text);
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\t') clean.Append(' ');
            else if (rune.Value == '\n') clean.Append('\n');
            else if (Rune.IsControl(rune)) clean.Append('\uFFFD');
            else if (!Invisible(rune)) clean.Append(rune);
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool Invisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F);
}
