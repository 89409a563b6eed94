using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>The cell formats of our workbooks and their numbers in styles.xml. Few on purpose: heading, text, numbers by decimal places, times.</summary>
internal static class CellStyle
{
    public const int General = 0;
    public const int Heading = 1;
    public const int Text = 2;

    /// <summary>Text that would be a formula if typed. The flag is what a spreadsheet itself sets for a leading apostrophe, so editing keeps it text.</summary>
    public const int QuotedText = 3;
    public const int Integer = 4;
    public const int DateTime = 5;
    public const int Date = 6;
    private const int FirstDecimal = 7;

    /// <summary>A number shown with so many decimal places, 0 to 15, so that 1.50 is not shown as 1.5.</summary>
    public static int Decimal(int places) => FirstDecimal + places;

    public static string StylesXml()
    {
        var formats = new StringBuilder();
        var cells = new StringBuilder();
        for (var places = 0; places <= DecimalText.SpreadsheetDigits; places++)
        {
            var code = places == 0 ? "0" : "0." + new string('0', places);
            formats.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{170 + places}\" formatCode=\"{code}\"/>");
            cells.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{170 + places}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>");
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="18"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/>{formats}</numFmts><fonts count="2"><font><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF8A949E"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="23"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }
}
