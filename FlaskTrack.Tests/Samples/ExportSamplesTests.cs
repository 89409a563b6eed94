using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class ExportSamplesTests
{
    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task An_export_read_in_again_changes_nothing(ExportFormat format)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await FillAsync(plant);

        var file = await plant.DoAsync(Role.Owner, new ExportSamples { Format = format, Filter = new SampleFilter { Status = null } });
        var table = await ReadAsync(file.Content);
        var preview = await plant.DoAsync(Role.Owner, new PreviewSampleImport(table, new ImportPlan { OnMatch = OnMatch.Update }));
        var outcome = await plant.DoAsync(Role.Owner, new ImportSamples(file.Name, table, new ImportPlan { OnMatch = OnMatch.Update }));

        Assert.Equal(["Owner", "Record status", "Created at (UTC)", "Updated at (UTC)", "Version"], preview.Ignored);
        Assert.Empty(preview.Rows.SelectMany(row => row.Errors).Select(error => $"{error.Row} {error.Header} {error.Cause}"));
        Assert.Empty(preview.Rows.SelectMany(row => row.Changes));
        Assert.Equal((4, 4), (file.Rows, preview.Same));
        Assert.Equal((null, 0), (outcome.Code, outcome.Changed.Count));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task A_formula_in_a_name_stays_text(ExportFormat format)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "=1+1");

        var file = await plant.DoAsync(Role.Owner, new ExportSamples { Format = format });

        if (format == ExportFormat.Csv) Assert.Contains("\'=1+1", Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
        Assert.Equal("=1+1", (await ReadAsync(file.Content)).Rows[0].Cells[1]);
        Assert.DoesNotContain("<f>", await SheetXmlAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_holds_what_the_member_reads_and_is_audited_with_filter_rows_and_hash()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "open");
        await plant.SampleAsync(Role.Owner, "hidden", Visibility.Restricted);

        var file = await plant.DoAsync(Role.Scientist, new ExportSamples { Format = ExportFormat.Json, Filter = new SampleFilter { States = ["initiated"] } });

        Assert.Equal("open", Assert.Single(JsonDocument.Parse(file.Content).RootElement.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Content)), file.Sha256);
        var used = (await plant.EventsAsync())[^1];
        Assert.Equal("data.export", used.Action);
        using var after = JsonDocument.Parse(used.After!);
        Assert.Equal((1, file.Sha256, "json"), (after.RootElement.GetProperty("rows").GetInt32(), after.RootElement.GetProperty("sha256").GetString(), after.RootElement.GetProperty("format").GetString()));
        Assert.Contains("initiated", after.RootElement.GetProperty("filter").GetString(), StringComparison.Ordinal);
        Assert.Equal("data.export", (await plant.RunAsync(Role.Technician, new ExportSamples())).Denied().RequiredCapability);
        Assert.Equal("data.export", (await plant.RunAsync(Role.Viewer, new ExportSamples())).Denied().RequiredCapability);
    }

    private static async Task FillAsync(TestOrganization plant)
    {
        await plant.WriteAsync(context => context.Add(new Site { Name = "Nordhavn", ShortCode = "NORD" }));
        var site = (await plant.DoAsync(Role.Owner, new FindSampleChoices())).Sites.Single().Id;
        var rich = await plant.FieldsAsync("Ørsted = \"β\", line\n2") with
        {
            Quantity = "1.50",
            Unit = "µL",
            Location = "Room 2; shelf",
            Position = "+3",
            CollectedAt = plant.Lab.Clock.GetUtcNow().AddDays(-3).AddMilliseconds(-250),
            Source = "@garden",
            SiteId = site,
            Sensitive = true,
            Notes = "First line\nsecond, with \"quotes\" and -dash",
            CustomFields = new Dictionary<string, string> { ["pH"] = "5.80", ["Box No."] = "007" },
        };
        var a = (await plant.DoAsync(Role.Scientist, new CreateSample(rich))).Samples.Single();
        var b = await plant.ChildAsync(a, "b", Derivation.Split);
        var c = await plant.ChildAsync(a, "c", visibility: Visibility.Restricted);
        await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("d") with { Derivation = Derivation.Pool, Quantity = "123456789012345678.123456789", Unit = "g" }) { Parents = [b.Code, c.Code] });
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(b.Code, "contaminated"));
    }

    private static async Task<ImportTable> ReadAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var opening = await SheetReader.OpenAsync(stream);
        using var rows = opening.File!.Read();
        var data = rows.ToData();
        Assert.Null(data.Problem);
        return SheetImport.ToTable(data, opening.File.DecimalSign);
    }

    private static async Task<string> SheetXmlAsync(ExportFile file)
    {
        if (!file.Name.EndsWith(".xlsx", StringComparison.Ordinal)) return "";
        await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file.Content));
        await using var sheet = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync();
        return await new StreamReader(sheet).ReadToEndAsync();
    }
}
