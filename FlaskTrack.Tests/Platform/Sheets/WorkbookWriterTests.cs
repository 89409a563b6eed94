using System.IO.Compression;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FlaskTrack.Core.Platform.Sheets;
using static FlaskTrack.Tests.Platform.Sheets.SheetTesting;

namespace FlaskTrack.Tests.Platform.Sheets;

public sealed class WorkbookWriterTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 15, 30, 5, 250, TimeSpan.FromHours(2));

    private static readonly ExportColumn[] Columns =
    [
        new("Code"), new("Passage", ColumnKind.Integer), new("Volume (mL)", ColumnKind.Decimal), new("Taken at (UTC)", ColumnKind.DateTime),
        new("Expires on", ColumnKind.Date), new("Sterile", ColumnKind.Boolean), new("Note", Width: 40),
    ];

    private static readonly ExportCell[] First = ["SMP-000001", 4, ExportCell.Decimal("1.50"), At, new DateOnly(2027, 1, 31), true, "=1+1"];

    [Fact]
    public async Task Every_kind_of_cell_comes_back_as_it_was_written()
    {
        var data = await ReadAsync(await XlsxAsync(Columns, First));
        Assert.Null(data.Problem);
        Assert.Equal(Columns.Select(c => c.Heading), data.Headings.Select(h => h.Name));
        Assert.Equal(["SMP-000001", "4", "1.50", "2026-03-01T13:30:05.25", "2027-01-31", "true", "=1+1"], data.Texts()[0]);
        Assert.Equal([SheetCellKind.Text, SheetCellKind.Number, SheetCellKind.Number, SheetCellKind.DateTime, SheetCellKind.Date, SheetCellKind.Boolean, SheetCellKind.Text], data.Rows[0].Cells.Select(c => c.Kind));
    }

    [Fact]
    public async Task The_workbook_is_valid_Open_XML_with_a_frozen_bold_heading_and_a_filter()
    {
        using var memory = new MemoryStream();
        await using (var book = new WorkbookWriter(memory, new("Packet <1> & 🧫", "Ada \"L\"", At)))
        {
            await book.WriteSheetAsync("Samples", Columns, [First, []]);
            await book.WriteSheetAsync("samples/[*]?:\\", Columns, []);
            await book.WriteSheetAsync("'It's <a> & 🧫'", Columns, [First]);
            await book.FinishAsync();
        }

        using var document = SpreadsheetDocument.Open(memory, false);
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(e => e.Path?.XPath + " " + e.Description);
        Assert.Empty(errors);
        using var zip = new ZipArchive(memory, ZipArchiveMode.Read);
        var xml = await new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()).ReadToEndAsync();
        Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.Contains("<autoFilter ref=\"A1:G3\"/>", xml, StringComparison.Ordinal);
        Assert.Contains("<c r=\"A1\" s=\"1\"", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("'=1")]
    [InlineData("_x0041_ and _x000D")]
    [InlineData("</t></is><f>1+1</f><is><t>")]
    [InlineData("<script>alert('x')</script>")]
    public async Task Text_stays_text(string text)
    {
        var file = await XlsxAsync([new(text), new("Id")], [text, "1"]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        Assert.Equal(4, sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.InlineString>().Count());
        Assert.Equal(text, (await ReadAsync(file)).Texts()[0][0]);
    }

    [Theory]
    [InlineData("0.10", SheetCellKind.Number)]
    [InlineData("-1.5", SheetCellKind.Number)]
    [InlineData("123456789012345", SheetCellKind.Number)]
    [InlineData("1234567890123456", SheetCellKind.Text)]
    [InlineData("0.1234567890123456", SheetCellKind.Text)]
    [InlineData("-1+1", SheetCellKind.Text)]
    [InlineData("1e999", SheetCellKind.Text)]
    [InlineData("n/a", SheetCellKind.Text)]
    public async Task A_decimal_keeps_its_digits_even_if_it_must_be_text(string digits, SheetCellKind kind)
    {
        var cell = (await ReadAsync(await XlsxAsync([new("Value", ColumnKind.Decimal)], [digits]))).Rows[0].Cells[0];
        Assert.Equal((digits, kind), (cell.Text, cell.Kind));
    }

    [Fact]
    public async Task Text_longer_than_a_cell_is_cut_with_a_note_and_no_half_character()
    {
        var text = (await ReadAsync(await XlsxAsync([new("Note")], [string.Concat(Enumerable.Repeat("🧫", 20_000))]))).Texts()[0][0];
        Assert.InRange(text.Length, 32_766, 32_767);
        Assert.EndsWith("🧫… [cut: the text has 40000 characters, a cell holds 32767]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_beyond_the_limit_go_on_in_a_further_sheet_with_the_same_headings()
    {
        using var memory = new MemoryStream();
        await using (var book = new WorkbookWriter(memory, null, maxRows: 4))
        {
            Assert.Equal(7, await book.WriteSheetAsync("Audit", [new("No.", ColumnKind.Integer)], Enumerable.Range(1, 7).Select(n => new ExportCell[] { n })));
            await book.FinishAsync();
        }

        using var opening = await SheetReader.OpenAsync(memory);
        Assert.Equal(["Audit", "Audit (2)", "Audit (3)"], opening.File!.Sheets.Select(s => s.Name));
        using var last = opening.File.Read("audit (3)");
        var data = last.ToData();
        Assert.Equal("No.", data.Headings[0].Name);
        Assert.Equal([["7"]], data.Texts());
    }

    [Fact]
    public async Task Python_openpyxl_reads_equal_values()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        await File.WriteAllBytesAsync(path, await XlsxAsync(Columns, First, ["µ °C 日本 مرحبا 🧫\nline \"two\""]));
        const string Script = "import openpyxl,json,sys\nw=openpyxl.load_workbook(sys.argv[1])\ns=w.active\nprint(json.dumps([[str(c.value) for c in r] for r in s.iter_rows()]+[[c.data_type for c in s[2]],[s.freeze_panes,s.auto_filter.ref,str(s['A1'].font.b)]]))";
        var rows = JsonSerializer.Deserialize<List<List<string>>>(await RunAsync("/usr/bin/python3", "-c", Script, path))!;
        Assert.Equal(["SMP-000001", "4", "1.5", "2026-03-01 13:30:05.250000", "2027-01-31 00:00:00", "True", "=1+1"], rows[1]);
        Assert.Equal("µ °C 日本 مرحبا 🧫\nline \"two\"", rows[2][0]);
        Assert.Equal(["A2", "A1:G3", "True"], rows[4]);
        File.Delete(path);
    }

    [Fact]
    public async Task LibreOffice_opens_it_and_shows_text_digits_and_times()
    {
        var folder = Directory.CreateTempSubdirectory("sheets").FullName;
        var path = Path.Combine(folder, "export.xlsx");
        await File.WriteAllBytesAsync(path, await XlsxAsync(Columns, First, ["a\u0001_x0041_ 🧫"]));
        await RunAsync("soffice", "--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, path);
        var data = await ReadAsync(await File.ReadAllBytesAsync(Path.Combine(folder, "export.csv")));
        Assert.Equal(["SMP-000001", "4", "1.50", "2026-03-01 13:30:05", "2027-01-31", "TRUE", "=1+1"], data.Texts()[0]);
        Assert.Equal("a\u0001_x0041_ 🧫", data.Texts()[1][0]);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_stream_that_only_writes_asynchronously_and_cannot_seek_is_enough()
    {
        var output = new AsyncOnlyStream();
        await WorkbookWriter.WriteAsync(output, "Samples", Columns, Many(5_000));
        var data = await ReadAsync(output.Written.ToArray());
        Assert.Equal(5_000, data.Rows.Count);
        using var document = SpreadsheetDocument.Open(new MemoryStream(output.Written.ToArray()), false);
        Assert.Empty(new OpenXmlValidator().Validate(document));
        var csv = new AsyncOnlyStream();
        Assert.Equal(5_000, await CsvExport.WriteAsync(csv, Columns, Many(5_000)));
        Assert.Equal(5_000, (await ReadAsync(csv.Written.ToArray())).Rows.Count);
        static async IAsyncEnumerable<ExportCell[]> Many(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (i % 100 == 0) await Task.Yield();
                yield return First;
            }
        }
    }

    [Fact]
    public async Task An_export_that_broke_off_is_no_workbook()
    {
        using var memory = new MemoryStream();
        await using (var book = new WorkbookWriter(memory)) await book.WriteSheetAsync("Samples", Columns, [First]);
        Assert.Equal(SheetProblemKind.NotASheet, (await ReadAsync(memory.ToArray())).Problem?.Kind);
    }
}
