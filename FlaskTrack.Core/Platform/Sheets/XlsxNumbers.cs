using System.Globalization;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>What a number format makes of a number.</summary>
internal enum NumberShape : byte { Number, Date, DateTime, Time }

/// <summary>Turns the numbers of a sheet into text: plain numbers as a spreadsheet shows them, days and fractions of a day as ISO 8601.</summary>
internal static class XlsxNumbers
{
    private const double MaxSerial = 2_958_466;

    /// <summary>
    /// The digits as stored where they are at most 15; else rounded to 15, the precision that a spreadsheet has, so 0.30000000000000004 is 0.3.
    /// Null where the text is no number.
    /// </summary>
    public static string? Plain(string stored)
    {
        var looked = DecimalText.Parse(stored);
        if (looked is { IsNumber: true, HasExponent: false, SignificantDigits: <= DecimalText.SpreadsheetDigits }) return stored;
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        var rounded = number.ToString("G15", CultureInfo.InvariantCulture);
        return Math.Abs(number) is (>= 1e-12 and < 1e28) && decimal.TryParse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : rounded;
    }

    /// <summary>A serial number as a date or time; an error cell where no calendar has that day.</summary>
    public static SheetCell Moment(string stored, NumberShape shape, bool from1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) || !double.IsFinite(serial)) return new(stored, SheetCellKind.Error);
        if (from1904) serial += 1462;
        // Serial 60 is 29 February 1900, a day that never was; the days before it are off by one.
        if (serial is < 0 or >= MaxSerial or (>= 60 and < 61) && !from1904) return new(stored, SheetCellKind.Error);
        if (shape == NumberShape.Time && serial < 1) return new(Clock(serial), SheetCellKind.Time);
        if (serial < 60) serial++;
        var at = new DateTime(1899, 12, 30).AddMilliseconds(Math.Round(serial * 86_400_000));
        if (at.TimeOfDay == default && shape == NumberShape.Date) return new(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SheetCellKind.Date);
        return new(at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture), SheetCellKind.DateTime);
    }

    /// <summary>The shape that a built-in format number stands for, in the en-US list and its East Asian additions.</summary>
    public static NumberShape BuiltIn(int format) => format switch
    {
        22 => NumberShape.DateTime,
        (>= 18 and <= 21) or (>= 45 and <= 47) or 32 or 33 or 34 or 35 or 55 or 56 => NumberShape.Time,
        (>= 14 and <= 17) or (>= 27 and <= 36) or (>= 50 and <= 58) => NumberShape.Date,
        _ => NumberShape.Number,
    };

    /// <summary>The shape of a custom format code: what remains when quoted text, escapes and colours are taken out of its first section.</summary>
    public static NumberShape Custom(string code)
    {
        bool date = false, time = false, month = false;
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"': i = code.IndexOf('"', i + 1) is var q and > 0 ? q : code.Length; break;
                case '\\' or '_' or '*': i++; break;
                case '[' when i + 1 < code.Length && code[i + 1] is 'h' or 'H' or 'm' or 'M' or 's' or 'S': time = true; break;
                case '[': i = code.IndexOf(']', i) is var b and > 0 ? b : code.Length; break;
                case 'y' or 'd': date = true; break;
                case 'h' or 's': time = true; break;
                case 'm': month = true; break;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase): return NumberShape.Number;
            }
        }

        // An m is minutes beside hours or seconds and a month otherwise.
        date |= month && !time;
        return (date, time) switch
        {
            (true, true) => NumberShape.DateTime,
            (true, false) => NumberShape.Date,
            (false, true) => NumberShape.Time,
            _ => NumberShape.Number,
        };
    }

    private static string Clock(double serial)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(serial * 86_400_000));
        return time.TotalDays >= 1 ? "24:00:00" : time.ToString(time.Milliseconds == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
    }
}
