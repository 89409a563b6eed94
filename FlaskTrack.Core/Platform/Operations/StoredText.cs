using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Text as it is stored: Unicode NFC, trimmed at both ends; empty becomes null.</summary>
public static class StoredText
{
    /// <summary>The text as it is stored. One with half a surrogate pair cannot be normalized and comes back as it is; validation refuses it.</summary>
    public static string? Clean(string? value)
    {
        if (value is null) return null;
        var text = value.Trim();
        if (IsWellFormed(text)) text = text.Normalize(NormalizationForm.FormC);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Characters of the text as it would be stored: Unicode code points after NFC, not UTF-16 units, so that an emoji outside the basic plane counts once.</summary>
    public static int Length(string? value) => Clean(value) is { } text ? text.EnumerateRunes().Count() : 0;

    /// <summary>False where nothing of it can be seen: empty, blank, or made of marks without width only.</summary>
    public static bool IsVisible(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return false;
        foreach (var rune in value.EnumerateRunes())
        {
            // Hangul fillers and the empty braille cell are letters and symbols to Unicode, and blank to the eye.
            if (Rune.IsWhiteSpace(rune) || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800) continue;
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)) return true;
        }

        return false;
    }

    /// <summary>No half surrogate pair and none of Unicode's noncharacters, which neither files nor databases carry.</summary>
    public static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is >= '\uFDD0' and <= '\uFDEF' or '\uFFFE' or '\uFFFF') return false;
            if (!char.IsSurrogate(value[i])) continue;
            if (!Rune.TryGetRuneAt(value, i, out var rune) || (rune.Value & 0xFFFE) == 0xFFFE) return false;
            i++;
        }

        return true;
    }

    /// <summary>Control characters but line breaks and tabs, and the embeddings, overrides and isolates of the bidirectional algorithm. The marks that
    /// right-to-left scripts and joined emoji need (U+200C to U+200F, U+061C) are text.</summary>
    public static bool HasControls(string value) =>
        value.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
