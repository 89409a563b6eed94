using System.Text;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SampleUploadTests
{
    private static readonly ImportTable Sheet = new(["Name", "Domain", "Species", "Kind"],
    [
        new(2, ["Leaf 1", "tissue culture", "Nicotiana tabacum", "callus"]),
        new(3, ["Leaf 2", "tissue culture", "Nicotiana tabacco", "callus"], [(3, "Date without a year.")]),
    ]);

    [Fact]
    public async Task An_upload_is_there_with_its_corrections_for_fourteen_days_and_for_nobody_else()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var kept = await plant.DoAsync(Role.Scientist, new KeepSampleUpload("leaves.csv", Sheet, new ImportPlan { Match = ImportMatch.Name }));
        await plant.DoAsync(Role.Scientist, new SaveSampleUpload(kept.Id, new ImportPlan { OnMatch = OnMatch.Update }, [new CellCorrection(1, 2, "Nicotiana tabacum"), new CellCorrection(1, 3, "callus")]));
        lab.Clock.Advance(TimeSpan.FromDays(13));

        var open = await plant.DoAsync(Role.Scientist, new GetSampleUpload(kept.Id));
        var corrected = UploadContent.Correct(open.Table, open.Corrections);

        Assert.Equal((3, "Date without a year."), open.Table.Rows[1].Faults!.Single());
        Assert.Equal(OnMatch.Update, open.Plan.OnMatch);
        Assert.Equal("Nicotiana tabacum", corrected.Rows[1].Cells[2]);
        Assert.Empty(corrected.Rows[1].Faults!);
        Assert.Empty(await plant.DoAsync(Role.Admin, new FindSampleUploads()));
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Admin, new GetSampleUpload(kept.Id))).Denied().Code);
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Admin, new DeleteSampleUpload(kept.Id))).Denied().Code);
        Assert.Equal(kept.Id, Assert.Single(await plant.DoAsync(Role.Scientist, new FindSampleUploads())).Id);

        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await plant.DoAsync(Role.Scientist, new FindSampleUploads()));
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Scientist, new GetSampleUpload(kept.Id))).Denied().Code);
        await plant.DoAsync(Role.Scientist, new KeepSampleUpload("next.csv", Sheet, new ImportPlan()));
        Assert.Equal(1, await plant.ReadAsync(context => Task.FromResult(context.Set<SampleUpload>().Count())));
    }

    [Fact]
    public async Task The_audit_log_says_that_a_sheet_was_kept_and_holds_none_of_its_cells()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new KeepSampleUpload("leaves.csv", Sheet, new ImportPlan()));

        var kept = Assert.Single(await plant.EventsAsync(), e => e.EntityType == "sample_upload");

        Assert.Contains("leaves.csv", kept.After, StringComparison.Ordinal);
        Assert.DoesNotContain("Leaf 1", kept.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_sheet_has_the_wrong_rows_with_what_is_wrong_and_goes_in_again_when_corrected()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var kept = await plant.DoAsync(Role.Scientist, new KeepSampleUpload("leaves.csv", Sheet, new ImportPlan()));

        var file = await plant.DoAsync(Role.Scientist, new ExportImportErrors(kept.Id));
        using var opening = await SheetReader.OpenAsync(new MemoryStream(file.Content));
        using var rows = opening.File!.Read();
        var data = rows.ToData();

        Assert.Equal("leaves-errors.xlsx", file.Name);
        Assert.Equal(["Row", "What is wrong", "Accepted", "Name", "Domain", "Species", "Kind"], data.Headings.Select(heading => heading.Name));
        var row = Assert.Single(data.Rows);
        Assert.Equal("3", row.Cells[0].Text);
        Assert.Contains("Nicotiana tabacco", row.Cells[1].Text, StringComparison.Ordinal);
        Assert.Equal([null, null, null, "name", "domain", "species", "kind"], ImportFields.Guess([.. data.Headings.Select(heading => heading.Name)]));
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Admin, new ExportImportErrors(kept.Id))).Denied().Code);
    }

    [Fact]
    public async Task An_import_keeps_its_record_and_is_done_with_its_upload()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sheet = Sheet with { Rows = [Sheet.Rows[0]] };
        var kept = await plant.DoAsync(Role.Scientist, new KeepSampleUpload("leaves.csv", sheet, new ImportPlan()));

        var done = await plant.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", sheet, new ImportPlan()) { UploadId = kept.Id });
        var record = await plant.DoAsync(Role.Admin, new GetSampleImport(done.Code!.ToLowerInvariant()));

        Assert.Equal(("leaves.csv", 1, 1, 0), (record.Import.FileName, record.Import.Rows, record.Import.Created, record.Import.Changed));
        Assert.Equal("species", record.Columns["Species"]);
        Assert.Equal(done.Created[0].Code, Assert.Single(record.Samples).Code);
        Assert.Equal(lab.Clock.GetUtcNow().AddHours(24), record.UndoUntil);
        Assert.Empty(await plant.DoAsync(Role.Scientist, new FindSampleUploads()));

        lab.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null((await plant.DoAsync(Role.Admin, new GetSampleImport(done.Code))).UndoUntil);
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Admin, new GetSampleImport("IMP-000099"))).Denied().Code);
    }

    [Theory]
    [InlineData(ExportFormat.Csv, 1)]
    [InlineData(ExportFormat.Xlsx, 2)]
    public async Task The_template_has_a_heading_for_every_field_that_can_be_written(ExportFormat format, int sheets)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var file = await plant.DoAsync(Role.Scientist, new GetImportTemplate(format));
        using var opening = await SheetReader.OpenAsync(new MemoryStream(format == ExportFormat.Csv ? [.. file.Content, .. Encoding.UTF8.GetBytes("x\r\n")] : file.Content));
        using var rows = opening.File!.Read();

        Assert.Equal(sheets, opening.File.Sheets.Count);
        Assert.DoesNotContain(null, ImportFields.Guess([.. rows.Headings.Select(heading => heading.Name)]));
        Assert.Equal(ImportFields.All.Count - 1, rows.Headings.Count);
        Assert.True((await plant.RunAsync(Role.Scientist, new GetImportTemplate(ExportFormat.Json))).Invalid().ContainsKey("format"));
    }
}
