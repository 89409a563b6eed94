using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Text as searches and sort keys compare it: without case and without accents, so that "cafe" finds "Café" on every database engine.</summary>
public static class FoldedText
{
    /// <summary>The folded text; empty for null.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var folded = new StringBuilder(text.Length);
        if (!StoredText.IsWellFormed(text)) return text.Trim().ToLowerInvariant();
        foreach (var c in text.Trim().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
