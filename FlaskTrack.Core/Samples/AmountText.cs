using System.Globalization;
using System.Text.RegularExpressions;

namespace FlaskTrack.Core.Samples;

/// <summary>A decimal as people type it, kept as typed. Nothing is rounded and nothing is guessed.</summary>
public static partial class AmountText
{
    /// <summary>Digits a decimal can hold without rounding.</summary>
    public const int MaxDigits = 28;

    /// <summary>Reads a number with a decimal point, or a decimal comma where <paramref name="decimalComma"/> says that the person's language has one.</summary>
    /// <returns>The number as typed with a decimal point, or why it cannot be read.</returns>
    public static (string? Text, string? Error) Parse(string? typed, string label, bool decimalComma = false)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text)) return (null, null);
        if (Ambiguous(text, decimalComma) is { } both) return (null, both);
        if (decimalComma) text = text.Replace(',', '.');
        if (!Number().IsMatch(text)) return (null, $"{label} must be a number such as 2.5.");
        var digits = text.Where(char.IsAsciiDigit).SkipWhile(c => c == '0').Count();
        if (digits > MaxDigits) return (null, $"{label} has {digits} significant digits; at most {MaxDigits} are kept.");
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return (null, $"{label} is outside the numbers that are kept.");
        return (text, null);
    }

    /// <summary>The number behind text that <see cref="Parse"/> accepted.</summary>
    public static decimal Value(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>Three digits behind one separator can be thousands or decimals; which of the two the person meant, only they know.</summary>
    private static string? Ambiguous(string text, bool decimalComma)
    {
        if (!OneComma().IsMatch(text)) return text.Contains(',') && !decimalComma ? "A comma is not accepted here. Write the number with a decimal point, such as 2.5." : null;
        return $"\"{text}\" can mean {text.Replace(",", "", StringComparison.Ordinal)} or {text.Replace(',', '.')}. Type the one you mean, without a comma.";
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex OneComma();
}
