namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Writes one cell of a worksheet. No branch writes a formula element: that is how text stays text (OWASP ASVS 1.2.10).</summary>
internal sealed class CellWriter(XmlBuffer xml)
{
    /// <summary>Characters (UTF-16) that one cell of a spreadsheet can hold.</summary>
    public const int MaxCharacters = 32_767;

    // Serial 61 is 1 March 1900; spreadsheets disagree about the days before it.
    private static readonly long FirstTicks = new DateTime(1900, 3, 1).Ticks;
    private static readonly long EpochTicks = new DateTime(1899, 12, 30).Ticks;

    /// <summary>Writes the cell and returns its width in characters; an empty cell writes nothing.</summary>
    public int Write(in ExportCell cell, ColumnKind column, byte[] letters, int row)
    {
        switch (cell.Value)
        {
            case ExportCell.CellValue.Text when column is ColumnKind.Integer or ColumnKind.Decimal:
            case ExportCell.CellValue.Decimal:
                return Digits(cell.String!, letters, row);
            case ExportCell.CellValue.Text:
                return Text(cell.String!, letters, row, FormulaGuard.IsRisky(cell.String) ? CellStyle.QuotedText : CellStyle.Text);
            case ExportCell.CellValue.Integer:
                return Integer(cell.Number, letters, row);
            case ExportCell.CellValue.DateTime:
                return Time(cell.Number, letters, row);
            case ExportCell.CellValue.Date:
                return Day(cell.Number, letters, row);
            case ExportCell.CellValue.Boolean:
                Open(letters, row, CellStyle.General, " t=\"b\"><v>"u8);
                xml.Raw(cell.Number == 1 ? "1</v></c>"u8 : "0</v></c>"u8);
                return 5;
            default:
                return 0;
        }
    }

    public int Text(string text, byte[] letters, int row, int style)
    {
        if (text.Length > MaxCharacters) text = Truncate(text);
        Open(letters, row, style, " t=\"inlineStr\"><is><t"u8);
        xml.Raw(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? " xml:space=\"preserve\">"u8 : ">"u8);
        xml.Text(text);
        xml.Raw("</t></is></c>"u8);
        return text.Length;
    }

    /// <summary>Cuts text to the cell's limit and says so at its end, with the length it had.</summary>
    internal static string Truncate(string text)
    {
        var marker = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"… [cut: the text has {text.Length} characters, a cell holds {MaxCharacters}]");
        var keep = MaxCharacters - marker.Length;
        if (char.IsHighSurrogate(text[keep - 1])) keep--;
        return text[..keep] + marker;
    }

    private int Digits(string text, byte[] letters, int row)
    {
        var number = DecimalText.Parse(text);
        if (!number.FitsSpreadsheet) return Text(text, letters, row, FormulaGuard.IsRisky(text) ? CellStyle.QuotedText : CellStyle.Text);
        Open(letters, row, number.HasExponent ? CellStyle.General : CellStyle.Decimal(number.Places), "><v>"u8);
        xml.Ascii(text);
        xml.Raw("</v></c>"u8);
        return text.Length;
    }

    private int Integer(long number, byte[] letters, int row)
    {
        if (number is > 999_999_999_999_999 or < -999_999_999_999_999)
            return Text(number.ToString(System.Globalization.CultureInfo.InvariantCulture), letters, row, CellStyle.Text);
        Open(letters, row, CellStyle.Integer, "><v>"u8);
        xml.Number(number);
        xml.Raw("</v></c>"u8);
        return number is > -10_000_000 and < 100_000_000 ? 8 : 16;
    }

    private int Time(long ticks, byte[] letters, int row)
    {
        if (ticks < FirstTicks)
            return Text(new DateTime(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), letters, row, CellStyle.Text);
        Open(letters, row, CellStyle.DateTime, "><v>"u8);
        xml.Number((ticks - EpochTicks) / TimeSpan.TicksPerMillisecond / 86_400_000d);
        xml.Raw("</v></c>"u8);
        return 19;
    }

    private int Day(long ticks, byte[] letters, int row)
    {
        if (ticks < FirstTicks)
            return Text(new DateTime(ticks).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), letters, row, CellStyle.Text);
        Open(letters, row, CellStyle.Date, "><v>"u8);
        xml.Number((ticks - EpochTicks) / TimeSpan.TicksPerDay);
        xml.Raw("</v></c>"u8);
        return 10;
    }

    private void Open(byte[] letters, int row, int style, ReadOnlySpan<byte> rest)
    {
        xml.Raw("<c r=\""u8);
        xml.Raw(letters);
        xml.Number(row);
        xml.Raw("\" s=\""u8);
        xml.Number(style);
        xml.Raw("\""u8);
        xml.Raw(rest);
    }
}
