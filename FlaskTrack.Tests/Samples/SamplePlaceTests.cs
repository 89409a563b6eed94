using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SamplePlaceTests
{
    [Fact]
    public async Task One_position_holds_one_sample_however_it_is_written()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var first = await PutAsync(plant, "A1", "Shelf 2", "B4");
        var other = await PutAsync(plant, "A2", "Shelf 2", "B5");

        var made = await plant.RunAsync(Role.Scientist, new CreateSample(await FieldsAsync(plant, "A3", "SHELF 2 ", "b4")));
        var moved = await plant.RunAsync(Role.Scientist, new EditSample(other.Code, await FieldsAsync(plant, "A2", "Shelf 2", "B4"), 1));
        var many = await plant.RunAsync(Role.Scientist, new CreateSample(await FieldsAsync(plant, "{code}", "Shelf 2", "C1")) { Count = 2 });

        Assert.Contains(first.Code, Assert.Single(made.Invalid()["position"]), StringComparison.Ordinal);
        Assert.Contains(first.Code, Assert.Single(moved.Invalid()["position"]), StringComparison.Ordinal);
        Assert.True(many.Invalid().ContainsKey("position"));
        await plant.DoAsync(Role.Scientist, new EditSample(first.Code, await FieldsAsync(plant, "Renamed", "Shelf 2", "B4"), 1));
        await PutAsync(plant, "A4", "Shelf 3", "B4");
        await PutAsync(plant, "A5", "Shelf 2", null);
        await PutAsync(plant, "A6", "Shelf 2", null);
    }

    [Fact]
    public async Task An_ended_or_archived_sample_gives_its_position_up_and_comes_back_only_where_it_is_free()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var ended = await PutAsync(plant, "A1", "Shelf", "1");
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(ended.Code, "contaminated"));
        var archived = await PutAsync(plant, "A2", "Shelf", "1");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(archived.Code));
        var now = await PutAsync(plant, "A3", "Shelf", "1");

        Assert.Contains(now.Code, Assert.Single((await plant.RunAsync(Role.Admin, new RestoreSample(archived.Code, "Back"))).Invalid()).Value[0], StringComparison.Ordinal);
        Assert.Contains(now.Code, Assert.Single((await plant.RunAsync(Role.Admin, new RestoreSamples([archived.Code], "Back"))).Invalid()).Value[0], StringComparison.Ordinal);
        Assert.Contains(now.Code, Assert.Single((await plant.RunAsync(Role.Admin, new CorrectSampleState(ended.Code, "initiated", "Clean"))).Invalid()).Value[0], StringComparison.Ordinal);
        await plant.DoAsync(Role.Owner, new DeleteSample(now.Code, "Wrong"));
        await plant.DoAsync(Role.Admin, new RestoreSample(archived.Code, "Back"));
    }

    [Fact]
    public async Task Two_restored_together_cannot_share_a_position()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await PutAsync(plant, "A1", "Shelf", "1");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(a.Code));
        var b = await PutAsync(plant, "A2", "Shelf", "1");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(b.Code));

        var refused = await plant.RunAsync(Role.Admin, new RestoreSamples([a.Code, b.Code], "Back"));

        Assert.Equal(b.Code, Assert.Single(refused.Invalid()).Key);
    }

    [Fact]
    public async Task A_position_held_by_a_sample_one_may_not_read_is_taken_and_no_more_is_said()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var secret = await plant.DoAsync(Role.Owner, new CreateSample(await FieldsAsync(plant, "Secret", "Safe", "1")) { Visibility = Visibility.Restricted });

        var said = Assert.Single((await plant.RunAsync(Role.Scientist, new CreateSample(await FieldsAsync(plant, "A1", "Safe", "1")))).Invalid()["position"]);

        Assert.Contains("a sample you cannot open", said, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Samples[0].Code, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_names_the_row_or_the_sample_that_has_the_position()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var held = await PutAsync(plant, "A1", "Shelf", "1");
        string[] Row(string name, string position) => [name, "tissue culture", "Nicotiana tabacum", "callus", "Shelf", position];
        var table = new ImportTable(["Name", "Domain", "Species", "Kind", "Location", "Position"], [new(2, Row("B1", "1")), new(3, Row("B2", "2")), new(4, Row("B3", "2"))]);

        var preview = await plant.DoAsync(Role.Scientist, new PreviewSampleImport(table, new ImportPlan()));

        Assert.Equal(["B1", "B3"], preview.Rows.Where(row => row.State == PreviewState.Error).Select(row => row.Name));
        Assert.Contains(held.Code, preview.Rows[0].Errors.Single().Cause, StringComparison.Ordinal);
        Assert.Contains("row 3", preview.Rows[2].Errors.Single().Cause, StringComparison.Ordinal);
    }

    private static async Task<SampleFields> FieldsAsync(TestOrganization plant, string name, string location, string? position) =>
        await plant.FieldsAsync(name) with { Location = location, Position = position };

    private static async Task<SavedSample> PutAsync(TestOrganization plant, string name, string location, string? position) =>
        (await plant.DoAsync(Role.Scientist, new CreateSample(await FieldsAsync(plant, name, location, position)))).Samples.Single();
}
