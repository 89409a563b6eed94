using System.Globalization;
using System.Text;

namespace FlaskTrack.Web.Components.Pages.Organization;

/// <summary>Proposes a slug for a name: plain small letters, digits and single hyphens, at most 40.</summary>
internal static class Slug
{
    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter)) text.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && text.Length > 0 && text[^1] != '-') text.Append('-');
        }

        return text.ToString(0, Math.Min(text.Length, 40)).Trim('-');
    }
}
