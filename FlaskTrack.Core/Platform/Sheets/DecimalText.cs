namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Looks at a number written as text. Spreadsheets keep 15 significant digits, so a number with more is better off as text than changed.
/// </summary>
internal readonly record struct DecimalText(bool IsNumber, int SignificantDigits, int Places, bool HasExponent)
{
    /// <summary>Digits that a spreadsheet's number keeps and shows.</summary>
    public const int SpreadsheetDigits = 15;

    public bool FitsSpreadsheet => IsNumber && SignificantDigits <= SpreadsheetDigits && Places <= SpreadsheetDigits;

    public static DecimalText Parse(ReadOnlySpan<char> text)
    {
        var i = text is ['-', ..] ? 1 : 0;
        int digits = 0, significant = 0, places = 0, trailing = 0;
        var point = false;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.' && !point && digits > 0)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiDigit(c)) break;
            digits++;
            if (point) places++;
            if (c != '0' || significant > 0) significant++;
            trailing = c == '0' && significant > 0 ? trailing + 1 : 0;
        }

        if (digits == 0 || (point && places == 0)) return default;
        var exponent = i < text.Length;
        if (exponent && !IsSmallExponent(text[i..])) return default;
        return new(true, point ? significant : significant - trailing, places, exponent);
    }

    // Three-digit exponents may leave the range of a double; they are written as text.
    private static bool IsSmallExponent(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('e' or 'E')) return false;
        text = text[1..];
        if (text is ['+' or '-', ..]) text = text[1..];
        return text.Length is 1 or 2 && !text.ContainsAnyExceptInRange('0', '9');
    }
}
