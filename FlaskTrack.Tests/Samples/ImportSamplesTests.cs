using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class ImportSamplesTests
{
    private static readonly string[] Headers = ["Sample name", "Domain", "Organism", "Type", "Amount", "Unit", "Shelf life"];
    private static readonly string[] Good = ["Leaf 1", "Tissue culture", "nicotiana tabacum", "Callus", "2.50", "ml", "never"];

    [Fact]
    public async Task A_thousand_rows_with_one_error_write_nothing_and_corrected_all_in_one_transaction()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var table = Table([.. Enumerable.Range(1, 1000).Select(i => i == 500 ? Row("Leaf 500", species: "Nicotiana tabacco") : Row($"Leaf {i}"))]);

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(table, new ImportPlan()));
        var refused = await plant.RunAsync(Role.Scientist, new ImportSamples("leaves.csv", table, new ImportPlan()));

        Assert.Equal((999, 1, 0), (preview.New, preview.Errors, preview.Changed));
        var error = Assert.Single(preview.Rows.SelectMany(row => row.Errors));
        Assert.Equal((501, 2, "Organism", "Nicotiana tabacco"), (error.Row, error.Column, error.Header, error.Value));
        Assert.Contains("Nicotiana tabacum", error.Accepted);
        Assert.Equal("rows[501].species", Assert.Single(refused.Invalid()).Key);
        Assert.Empty((await plant.DoAsync(Role.Owner, new FindSamples())).Rows);

        var corrected = table with { Rows = [.. table.Rows.Select(row => row.Number == 501 ? row with { Cells = Row("Leaf 500") } : row)] };
        var done = await plant.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", corrected, new ImportPlan()));

        Assert.Equal(("IMP-000001", 1000), (done.Code, done.Created.Count));
        var made = (await plant.EventsAsync()).Where(e => e.EntityType == "sample").ToList();
        Assert.Equal(1000, made.Count);
        Assert.All(made, e => Assert.Equal(("import", "records.import", "Import IMP-000001 of leaves.csv"), (e.Channel, e.Action, e.Reason)));
        Assert.Contains("\"quantity\":\"2.50\"", made[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_with_skip_writes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var table = Table(Row("a"), Row("b"));
        var plan = new ImportPlan { Match = ImportMatch.Name };
        await plant.DoAsync(Role.Scientist, new ImportSamples("a.csv", table, plan));
        var events = (await plant.EventsAsync()).Count;

        var again = await plant.DoAsync(Role.Scientist, new ImportSamples("a.csv", table, plan));
        var refused = await plant.RunAsync(Role.Scientist, new ImportSamples("a.csv", table, plan with { OnMatch = OnMatch.Refuse }));

        Assert.Equal((null, 0, 2), (again.Code, again.Created.Count, again.Skipped));
        Assert.Equal(events, (await plant.EventsAsync()).Count);
        Assert.Equal(2, refused.Invalid().Count);
    }

    [Fact]
    public async Task A_column_nobody_knows_is_listed_as_ignored_and_a_mapping_is_kept()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(Table(Row("a")), new ImportPlan()));
        await plant.DoAsync(Role.Scientist, new SaveImportMapping("Leaves", preview.Columns.Where(column => column.Field is not null).ToDictionary(column => column.Header, column => column.Field!)));

        Assert.Equal(["Shelf life"], preview.Ignored);
        Assert.Equal(["name", "domain", "species", "kind", "quantity", "unit", null], preview.Columns.Select(column => column.Field));
        Assert.Equal("species", Assert.Single(await plant.DoAsync(Role.Admin, new FindImportMappings())).Columns["Organism"]);
        Assert.True((await plant.RunAsync(Role.Scientist, new PreviewSampleImport(Table(Row("a")), new ImportPlan { Columns = ["name", "name", "colour"] }))).Invalid().ContainsKey("columns"));
    }

    [Fact]
    public async Task An_update_changes_only_what_differs_and_an_archived_sample_refuses_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync(name: "a");
        var b = await plant.SampleAsync(name: "b");
        var plan = new ImportPlan { OnMatch = OnMatch.Update };
        ImportTable Given(params (string Code, string Name, string Place)[] rows) => new(["Code", "Name", "Location"], [.. rows.Select((row, i) => new ImportRow(i + 2, [row.Code, row.Name, row.Place]))]);

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(Given((a.Code, "a", ""), (b.Code, "b", "Room 2")), plan));
        await plant.DoAsync(Role.Scientist, new ImportSamples("places.csv", Given((a.Code, "a", ""), (b.Code, "b", "Room 2")), plan));
        await plant.DoAsync(Role.Scientist, new ArchiveSample(a.Code));
        var locked = await plant.RunAsync(Role.Scientist, new ImportSamples("places.csv", Given((a.Code, "a", "Room 3"), (b.Code, "b", "Room 3")), plan));

        Assert.Equal([PreviewState.Same, PreviewState.Change], preview.Rows.Select(row => row.State));
        Assert.Equal(new PreviewChange("location", null, "Room 2"), Assert.Single(preview.Rows[1].Changes));
        Assert.Equal((1, 2), ((await plant.ViewAsync(a)).Version - 1, (await plant.ViewAsync(b)).Version));
        Assert.Equal(DenialCode.RecordLocked, locked.Denied().Code);
        Assert.Equal("Room 2", (await plant.ViewAsync(b)).Fields.Location);
    }

    [Fact]
    public async Task Bad_cells_are_named_with_row_column_value_and_what_is_accepted()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var table = new ImportTable(["Code", "Name", "Domain", "Species", "Kind", "Collected", "Parents", "Sensitive"],
        [
            new ImportRow(2, ["SMP-000099", "x", "general", "Zea mays", "seed", "", "", ""]),
            new ImportRow(3, ["", "x", "moon", "Zea mays", "seed", "12.03.", "", ""]),
            new ImportRow(4, ["", "x", "fungus", "Zea mays", "seed", "2031-01-01", "SMP-000098", "perhaps"]),
        ]);

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(table, new ImportPlan()));

        Assert.Equal(
            ["2 Code", "3 Domain", "3 Collected", "4 Parents", "4 Sensitive"],
            preview.Rows.SelectMany(row => row.Errors).Where(error => error.Header is not null).Select(error => $"{error.Row} {error.Header}"));
        Assert.Contains("tissue_culture", preview.Rows[1].Errors[0].Accepted);
    }

    [Fact]
    public async Task An_import_is_undone_within_a_day_where_nothing_was_built_on_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var first = await plant.DoAsync(Role.Scientist, new ImportSamples("a.csv", Table(Row("a"), Row("b")), new ImportPlan()));
        var second = await plant.DoAsync(Role.Scientist, new ImportSamples("b.csv", Table(Row("c")), new ImportPlan()));
        var third = await plant.DoAsync(Role.Scientist, new ImportSamples("c.csv", Table(Row("d")), new ImportPlan()));
        await plant.ChildAsync(second.Created[0]);

        Assert.True((await plant.RunAsync(Role.Scientist, new UndoSampleImport(first.Code!, ""))).Invalid().ContainsKey("reason"));
        await plant.DoAsync(Role.Scientist, new UndoSampleImport(first.Code!, "Wrong sheet"));
        var built = await plant.RunAsync(Role.Scientist, new UndoSampleImport(second.Code!, "Wrong sheet"));
        var twice = await plant.RunAsync(Role.Scientist, new UndoSampleImport(first.Code!, "Wrong sheet"));
        lab.Clock.Advance(TimeSpan.FromHours(24));
        var late = await plant.RunAsync(Role.Scientist, new UndoSampleImport(third.Code!, "Wrong sheet"));

        Assert.Equal(2, (await plant.DoAsync(Role.Owner, new FindSamples { Filter = new SampleFilter { ImportCode = first.Code, Status = RecordStatus.Archived } })).Rows.Count);
        Assert.Contains("has descendants", built.NotAllowed(), StringComparison.Ordinal);
        Assert.Contains("undone already", twice.NotAllowed(), StringComparison.Ordinal);
        Assert.Contains("older than 24 hours", late.NotAllowed(), StringComparison.Ordinal);
        Assert.Equal([(third.Code, ImportState.Done, false), (second.Code, ImportState.Done, false), (first.Code, ImportState.Undone, false)], (await plant.DoAsync(Role.Scientist, new FindSampleImports())).Select(row => ((string?)row.Code, row.State, row.CanUndo)));
    }

    private static ImportTable Table(params string[][] rows) => new(Headers, [.. rows.Select((cells, i) => new ImportRow(i + 2, cells))]);

    private static string[] Row(string name, string species = "nicotiana tabacum") => [name, Good[1], species, .. Good[3..]];
}
