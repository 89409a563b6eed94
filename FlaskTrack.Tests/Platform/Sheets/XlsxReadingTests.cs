using FlaskTrack.Core.Platform.Sheets;
using static FlaskTrack.Tests.Platform.Sheets.SheetTesting;

namespace FlaskTrack.Tests.Platform.Sheets;

public sealed class XlsxReadingTests
{
    private const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="[Red]yyyy\-mm\-dd\ hh:mm"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="21"/></cellXfs>
        """;

    private static string Sheet(string rows, string after = "") => $"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Value</t></is></c></row>{rows}</sheetData>{after}</worksheet>";

    [Theory]
    [InlineData("<c><v>0.30000000000000004</v></c>", "0.3", SheetCellKind.Number)]
    [InlineData("<c><v>1.50</v></c>", "1.50", SheetCellKind.Number)]
    [InlineData("<c><v>1E-3</v></c>", "0.001", SheetCellKind.Number)]
    [InlineData("<c s=\"1\"><v>45000</v></c>", "2023-03-15", SheetCellKind.Date)]
    [InlineData("<c s=\"1\"><v>59</v></c>", "1900-02-28", SheetCellKind.Date)]
    [InlineData("<c s=\"2\"><v>45000.5</v></c>", "2023-03-15T12:00:00", SheetCellKind.DateTime)]
    [InlineData("<c s=\"3\"><v>45000</v></c>", "2023-03-15", SheetCellKind.Date)]
    [InlineData("<c s=\"4\"><v>12.5</v></c>", "12.5", SheetCellKind.Number)]
    [InlineData("<c s=\"5\"><v>45000.25</v></c>", "2023-03-15T06:00:00", SheetCellKind.DateTime)]
    [InlineData("<c s=\"6\"><v>0.75</v></c>", "18:00:00", SheetCellKind.Time)]
    [InlineData("<c t=\"b\"><v>1</v></c>", "true", SheetCellKind.Boolean)]
    [InlineData("<c><f>1+1</f><v>2</v></c>", "2", SheetCellKind.Number)]
    [InlineData("<c t=\"str\"><f>A1&amp;\"x\"</f><v>Valuex</v></c>", "Valuex", SheetCellKind.Text)]
    [InlineData("<c t=\"s\"><v>0</v></c>", "rich text", SheetCellKind.Text)]
    public async Task A_cell_is_read_as_what_the_sheet_shows(string cell, string text, SheetCellKind kind)
    {
        var data = await ReadAsync(Workbook(Sheet($"<row>{cell}</row>"), stylesXml: Styles, sharedXml: "<si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si>"));
        Assert.Null(data.Problem);
        Assert.Equal(new SheetCell(text, kind), data.Rows[0].Cells[0]);
        Assert.Empty(data.Rows[0].Errors);
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#REF!</v></c>", "an error")]
    [InlineData("<c><f>1+1</f></c>", "no stored value")]
    [InlineData("<c s=\"1\"><v>60</v></c>", "no calendar")]
    [InlineData("<c s=\"1\"><v>-1</v></c>", "no calendar")]
    public async Task What_cannot_be_used_is_an_error_of_its_row(string cell, string cause)
    {
        var error = Assert.Single((await ReadAsync(Workbook(Sheet($"<row>{cell}</row>"), stylesXml: Styles))).Rows[0].Errors);
        Assert.Contains(cause, error.Cause, StringComparison.Ordinal);
        Assert.Equal(0, error.Column);
    }

    [Fact]
    public async Task Merged_cells_are_an_error_of_their_rows_and_in_the_headings_of_the_file()
    {
        var rows = string.Concat(Enumerable.Range(2, 4).Select(r => $"<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c></row>"));
        var data = await ReadAsync(Workbook(Sheet(rows, "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>")));
        Assert.Equal([false, true, true, false], data.Rows.Select(r => r.Errors.Count > 0));
        Assert.Contains("merged cells (A3:A4)", data.Rows[1].Errors[0].Cause, StringComparison.Ordinal);
        Assert.Equal(SheetProblemKind.MergedHeadings, (await ReadAsync(Workbook(Sheet(rows, "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")))).Problem?.Kind);
    }

    [Fact]
    public async Task Sheets_are_listed_and_the_first_that_is_not_hidden_is_read()
    {
        const string Book = """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="Notes" state="hidden" r:id="rId2"/><sheet name="Data" r:id="rId1"/></sheets></workbook>""";
        var file = Workbook(Sheet("<row r=\"5\"><c r=\"A5\" s=\"1\"><v>43538</v></c></row>"), Book, Styles, more: zip => zip.Part("xl/worksheets/sheet2.xml", "<worksheet/>"));
        using var opening = await SheetReader.OpenAsync(new MemoryStream(file));
        Assert.Equal([new("Notes", true), new("Data", false)], opening.File!.Sheets);
        using var rows = opening.File.Read();
        Assert.True(rows.Read());
        Assert.Equal((5, "2023-03-15"), (rows.Current.Number, rows.Current.Cells[0].Text));
        Assert.Equal(SheetProblemKind.Empty, opening.File.Read("notes").Problem?.Kind);
        Assert.Equal(SheetProblemKind.NoSuchSheet, opening.File.Read("other").Problem?.Kind);
    }

    [Fact]
    public async Task Files_of_openpyxl_are_read()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        const string Script = "import openpyxl,sys,datetime\nw=openpyxl.Workbook()\ns=w.active\ns.append(['Code','At','OD'])\ns.append(['SMP-1',datetime.datetime(2026,3,1,13,30),0.25])\ns.append(['',None,None])\ns.append(['ü 🧫',datetime.date(2026,3,2),1])\nw.save(sys.argv[1])";
        await RunAsync("/usr/bin/python3", "-c", Script, path);
        var data = await ReadAsync(await File.ReadAllBytesAsync(path));
        Assert.Equal([["SMP-1", "2026-03-01T13:30:00", "0.25"], ["ü 🧫", "2026-03-02", "1"]], data.Texts());
        File.Delete(path);
    }
}
