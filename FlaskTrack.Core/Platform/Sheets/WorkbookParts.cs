using System.Globalization;
using System.Security;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>What the workbook says about itself in its properties.</summary>
/// <param name="Title">Title shown by file managers; may be empty.</param>
/// <param name="Author">Who made it, such as the member's name.</param>
/// <param name="At">When it was made; also the time of the ZIP entries, so that equal input gives equal bytes.</param>
public sealed record WorkbookInfo(string Title, string Author, DateTimeOffset At);

internal sealed record WrittenSheet(string Name, string LastCell);

/// <summary>The small parts around the worksheets: relations, properties, workbook, content types.</summary>
internal static class WorkbookParts
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public const string RootRelations = Declaration +
        $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""";

    public static string Properties(WorkbookInfo info) => Declaration +
        $"""<cp:coreProperties xmlns:cp="{Package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Plain(info.Title)}</dc:title><dc:creator>{Plain(info.Author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{info.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</dcterms:created></cp:coreProperties>""";

    public static string Workbook(IReadOnlyList<WrittenSheet> sheets)
    {
        var text = new StringBuilder(Declaration).Append(CultureInfo.InvariantCulture, $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>""");
        for (var i = 0; i < sheets.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{Plain(sheets[i].Name)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>");
        text.Append("</sheets><definedNames>");
        for (var i = 0; i < sheets.Count; i++)
        {
            // The hidden name by which spreadsheets know a sheet's filter.
            var quoted = Plain("'" + sheets[i].Name.Replace("'", "''", StringComparison.Ordinal) + "'");
            text.Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{i}\" hidden=\"1\">{quoted}!$A$1:{Absolute(sheets[i].LastCell)}</definedName>");
        }

        return text.Append("</definedNames></workbook>").ToString();
    }

    public static string WorkbookRelations(int sheets)
    {
        var text = new StringBuilder(Declaration).Append(CultureInfo.InvariantCulture, $"<Relationships xmlns=\"{Package}/relationships\">");
        for (var i = 1; i <= sheets; i++)
            text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        return text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>").ToString();
    }

    public static string ContentTypes(int sheets)
    {
        const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var text = new StringBuilder(Declaration).Append(CultureInfo.InvariantCulture, $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Sheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheet}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>""");
        for (var i = 1; i <= sheets; i++)
            text.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Sheet}.worksheet+xml\"/>");
        return text.Append("</Types>").ToString();
    }

    private static string Absolute(string cell)
    {
        var digits = cell.AsSpan().IndexOfAnyInRange('0', '9');
        return "$" + cell[..digits] + "$" + cell[digits..];
    }

    // Emoji survive; half of one and control characters, which XML forbids, do not.
    private static string Plain(string text) =>
        SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(r => !Rune.IsControl(r) && r.Value is not (0xFFFE or 0xFFFF))));
}
