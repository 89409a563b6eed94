using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Tests.Platform.Sheets;

internal static class SheetTesting
{
    public static async Task<byte[]> XlsxAsync(IReadOnlyList<ExportColumn> columns, params ExportCell[][] rows)
    {
        using var memory = new MemoryStream();
        await using (var book = new WorkbookWriter(memory))
        {
            await book.WriteSheetAsync("Samples", columns, rows);
            await book.FinishAsync();
        }

        return memory.ToArray();
    }

    public static async Task<byte[]> CsvAsync(IReadOnlyList<ExportColumn> columns, params ExportCell[][] rows)
    {
        using var memory = new MemoryStream();
        await CsvExport.WriteAsync(memory, columns, rows);
        return memory.ToArray();
    }

    public static async Task<SheetData> ReadAsync(byte[] file, SheetReadOptions? options = null)
    {
        using var opening = await SheetReader.OpenAsync(new MemoryStream(file), options);
        if (opening.File is null) return new([], [], opening.Problem);
        using var rows = opening.File.Read();
        return rows.ToData();
    }

    public static Task<SheetData> ReadTextAsync(string text, SheetReadOptions? options = null) => ReadAsync(Encoding.UTF8.GetBytes(text), options);

    public static List<List<string>> Texts(this SheetData data) => [.. data.Rows.Select(r => r.Cells.Select(c => c.Text).ToList())];

    /// <summary>A workbook of hand-written parts; without others only the sheet's rows differ from a plain one.</summary>
    public static byte[] Workbook(string sheetXml, string? workbookXml = null, string? stylesXml = null, string? sharedXml = null, Action<ZipArchive>? more = null)
    {
        const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            zip.Part("xl/workbook.xml", workbookXml ?? $"<workbook {Ns} xmlns:r=\"{Rel}\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            zip.Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{Rel}/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"rId3\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId4\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            zip.Part("xl/worksheets/sheet1.xml", sheetXml.Replace("<worksheet>", $"<worksheet {Ns}>", StringComparison.Ordinal));
            if (stylesXml is not null) zip.Part("xl/styles.xml", $"<styleSheet {Ns}>{stylesXml}</styleSheet>");
            if (sharedXml is not null) zip.Part("xl/sharedStrings.xml", $"<sst {Ns}>{sharedXml}</sst>");
            more?.Invoke(zip);
        }

        return memory.ToArray();
    }

    public static void Part(this ZipArchive zip, string path, string text)
    {
        using var part = zip.CreateEntry(path).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Runs a program that these tests need and returns what it printed. A machine without it fails the test and says so.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Fail($"{program} is needed by this test and could not be started: {e.Message}");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync();
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error}");
            return await output;
        }
    }
}
