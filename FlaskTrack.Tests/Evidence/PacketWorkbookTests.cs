using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Evidence;

/// <summary>The workbook of a real packet, read by programs that are not ours: openpyxl and LibreOffice (21 CFR 11.10(b)).</summary>
[Trait("assurance", "P11-10b-2")]
public sealed class PacketWorkbookTests
{
    private const string Notes = "24.5 °C, 10 µM, Ω = 3, Δλ, naïve café Désirée";

    [Fact]
    public async Task Openpyxl_reads_typed_cells_frozen_headings_and_no_formula()
    {
        await using var lab = await TestLab.OpenAsync();
        var (book, code) = await WorkbookAsync(lab);
        const string script = """
            import sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            print("sheets", ",".join(book.sheetnames))
            records = book["Records"]
            heads = [cell.value for cell in records[1]]
            row = {head: cell for head, cell in zip(heads, records[2])}
            print("code", row["Code"].value, row["Version"].data_type, row["created_at"].is_date, row["quantity"].value)
            print("notes", row["notes"].value)
            print("name", row["name"].value, row["name"].data_type)
            print("bold", all(cell.font.b for cell in records[1]), records.freeze_panes, bool(records.auto_filter.ref))
            print("formulas", sum(1 for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"))
            print("events", book["Audit"].max_row - 1)
            """;
        var file = Path.Combine(lab.Folder, "read.py");
        await File.WriteAllTextAsync(file, script);

        var said = PdfTools.Read(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", file, book);

        Assert.Contains("sheets Summary,Records,Steps,Measurements,Checklists,Approvals,Signatures,Incidents,Files,Audit", said, StringComparison.Ordinal);
        Assert.Contains($"code {code} n True 12.5", said, StringComparison.Ordinal);
        Assert.Contains($"notes {Notes}", said, StringComparison.Ordinal);
        Assert.Contains("name =1+1 s", said, StringComparison.Ordinal);
        Assert.Contains("bold True A2 True", said, StringComparison.Ordinal);
        Assert.Contains("formulas 0", said, StringComparison.Ordinal);
        Assert.Contains("events 2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LibreOffice_opens_it_and_gives_the_same_text()
    {
        await using var lab = await TestLab.OpenAsync();
        var (book, code) = await WorkbookAsync(lab);

        PdfTools.Read("soffice", "--headless", $"-env:UserInstallation=file://{lab.Folder}/office", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2", "--outdir", lab.Folder, book);

        var text = await File.ReadAllTextAsync(Directory.GetFiles(lab.Folder, "*.csv").Single());
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains(Notes, text, StringComparison.Ordinal);
        Assert.Contains("12.5", text, StringComparison.Ordinal);
        Assert.Contains("=1+1", text, StringComparison.Ordinal);
    }

    private static async Task<(string File, string Code)> WorkbookAsync(TestLab lab)
    {
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("=1+1") with { Notes = Notes, Quantity = "12.5", Unit = "mL" };
        var sample = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single();
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, fields with { Source = "bench 2" }, null));
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));
        var file = Path.Combine(lab.Folder, "packet.xlsx");
        await File.WriteAllBytesAsync(file, (await plant.DownloadAsync(Role.Scientist, packet)).File("packet.xlsx"));
        return (file, sample.Code);
    }
}
