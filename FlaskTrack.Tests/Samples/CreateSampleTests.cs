using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class CreateSampleTests
{
    [Fact]
    public async Task A_site_that_is_archived_takes_no_more_samples()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var site = await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Owner, new ArchiveSite(site.Id));
        var fields = await plant.FieldsAsync("A2") with { SiteId = site.Id };

        Assert.Equal(["site"], (await plant.RunAsync(Role.Scientist, new CreateSample(fields))).Invalid().Keys);
        Assert.Equal(["site"], (await plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields, sample.Version))).Invalid().Keys);
    }

    [Fact]
    public async Task A_new_sample_starts_in_the_first_state_of_its_domain_and_belongs_to_its_maker()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var made = await plant.SampleAsync(name: "Leaf disc 1");
        var view = await plant.ViewAsync(made);

        Assert.Equal("SMP-000001", made.Code);
        Assert.Equal(("initiated", "Scientist of plant", 0), (view.State, view.OwnerName, view.Passage));
        Assert.Equal(["sterilized", "established", "contaminated", "dead", "discarded"], view.NextStates.Select(state => state.Key));
        var created = Assert.Single(await plant.EventsAsync(), e => e.EntityType == "sample");
        Assert.Equal(("samples.create", "SMP-000001", "Leaf disc 1"), (created.Action, created.EntityCode, created.EntityLabel));
        Assert.Null(created.Before);
    }

    [Fact]
    public async Task Twenty_four_subcultures_have_one_parent_and_one_passage_more()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var parent = await plant.SampleAsync();

        var made = await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("{code}-{n:00}") with { Derivation = Derivation.Subculture }) { Count = 24, Parents = [parent.Code] });
        var view = await plant.ViewAsync(parent);

        Assert.Equal(24, made.Samples.Select(sample => sample.Code).Distinct().Count());
        Assert.Equal("SMP-000002-01", made.Samples[0].Name);
        Assert.Equal(24, view.ChildCount);
        var child = await plant.ViewAsync(made.Samples[23]);
        Assert.Equal((1, parent.Code), (child.Passage, Assert.Single(child.Parents).Code));
        Assert.Contains("\"parents\":[\"SMP-000001\"]", (await plant.EventsAsync()).Last(e => e.EntityType == "sample").After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_without_a_name_takes_its_code()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var made = await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync(name: null)));

        Assert.Equal("SMP-000001", made.Samples.Single().Name);
    }

    [Theory]
    [InlineData("-1", "mL", "quantity")]
    [InlineData("1,234", "mL", "quantity")]
    [InlineData("2.5", null, "unit")]
    [InlineData(null, "mL", "quantity")]
    [InlineData("2.5", "furlong", "unit")]
    [InlineData("two", "mL", "quantity")]
    public async Task A_wrong_amount_is_named_at_its_field(string? quantity, string? unit, string field)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var result = await plant.RunAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync() with { Quantity = quantity, Unit = unit }));

        Assert.Equal(field, Assert.Single(result.Invalid()).Key);
    }

    [Fact]
    public async Task Everything_missing_is_said_at_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var result = await plant.RunAsync(Role.Scientist, new CreateSample(new SampleFields { Name = new string('x', 161) }) { Count = 0 });

        Assert.Equal(["count", "domain", "kind", "name", "species"], result.Invalid().Keys.Order());
    }

    [Fact]
    public async Task A_mushroom_is_no_plant_and_the_future_has_no_samples()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync() with { SpeciesId = await plant.SpeciesAsync("Pleurotus ostreatus"), CollectedAt = lab.Clock.GetUtcNow().AddDays(1) };

        var result = await plant.RunAsync(Role.Scientist, new CreateSample(fields));

        Assert.Equal(["collected_at", "species"], result.Invalid().Keys.Order());
    }

    [Fact]
    public async Task Two_parents_need_a_pool_or_a_transformation()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (a, b) = (await plant.SampleAsync(name: "a"), await plant.SampleAsync(name: "b"));
        var fields = await plant.FieldsAsync("c");

        var refused = await plant.RunAsync(Role.Scientist, new CreateSample(fields with { Derivation = Derivation.Split }) { Parents = [a.Code, b.Code] });
        var pooled = await plant.DoAsync(Role.Scientist, new CreateSample(fields with { Derivation = Derivation.Pool }) { Parents = [a.Code, b.Code] });

        Assert.True(refused.Invalid().ContainsKey("parents"));
        Assert.Equal(2, (await plant.ViewAsync(pooled.Samples.Single())).Parents.Count);
    }

    [Fact]
    public async Task A_parent_the_maker_cannot_read_is_refused()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var hidden = await plant.SampleAsync(Role.Owner, visibility: Visibility.Restricted);

        var result = await plant.RunAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("c") with { Derivation = Derivation.Split }) { Parents = [hidden.Code] });

        Assert.Equal((DenialCode.Forbidden, Level.Read), (result.Denied().Code, result.Denied().RequiredLevel));
    }

    [Fact]
    public async Task Every_organization_starts_with_the_built_in_species()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var all = await plant.DoAsync(Role.Viewer, new FindSpecies());
        var fungi = await plant.DoAsync(Role.Viewer, new FindSpecies("OYSTER", Domain.Fungus));

        Assert.True(all.Count >= 40);
        Assert.Equal(BuiltInSpecies.All.Count, all.Select(row => row.ScientificName).Distinct().Count());
        Assert.All(all, row => Assert.Matches("^[A-Z][a-z]+ (× )?[a-z]+$", row.ScientificName));
        Assert.Equal("Pleurotus ostreatus", Assert.Single(fungi).ScientificName);
    }
}
