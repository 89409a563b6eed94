using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class EditSampleTests
{
    [Fact]
    public async Task An_edit_is_audited_with_the_changed_members_before_and_after()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();

        var saved = await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, await plant.FieldsAsync("A2") with { Quantity = "1.50", Unit = "ml" }, sample.Version) { Reason = "Weighed again" });

        var change = (await plant.EventsAsync())[^1];
        Assert.Equal("""{"name":"A1","quantity":null,"unit":null}""", change.Before);
        Assert.Equal("""{"name":"A2","quantity":"1.50","unit":"mL"}""", change.After);
        Assert.Equal(("samples.edit", "Weighed again", 2, 2), (change.Action, change.Reason, change.EntityVersion, saved.Version));
    }

    [Fact]
    public async Task The_second_of_two_editors_gets_a_conflict_and_the_first_change_stays()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, await plant.FieldsAsync("first"), sample.Version));

        var second = await plant.RunAsync(Role.Admin, new EditSample(sample.Code, await plant.FieldsAsync("second"), sample.Version));

        Assert.Equal(2, Assert.IsType<Problem.Conflict>(second.Problem).CurrentVersion);
        Assert.Equal("first", (await plant.ViewAsync(sample)).Fields.Name);
    }

    [Fact]
    public async Task A_child_cannot_become_the_parent_of_its_parent()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var s = await plant.SampleAsync();
        var c = await plant.ChildAsync(s);
        var g = await plant.ChildAsync(c);

        var result = await plant.RunAsync(Role.Scientist, new EditSample(s.Code, await plant.FieldsAsync() with { Derivation = Derivation.Subculture }, s.Version) { Parents = [g.Code] });

        Assert.Contains("SMP-000001 → SMP-000002 → SMP-000003 → SMP-000001", Assert.Single(result.Invalid()["parents"]), StringComparison.Ordinal);
        Assert.Empty((await plant.ViewAsync(s)).Parents);
    }

    [Fact]
    public async Task Changed_parents_change_the_passage_and_show_in_the_audit()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync(name: "a");
        var b = await plant.ChildAsync(a, "b");
        var c = await plant.SampleAsync(name: "c");

        await plant.DoAsync(Role.Scientist, new EditSample(c.Code, await plant.FieldsAsync("c") with { Derivation = Derivation.Subculture }, c.Version) { Parents = [b.Code] });

        Assert.Equal(2, (await plant.ViewAsync(c)).Passage);
        var change = (await plant.EventsAsync())[^1];
        Assert.Equal("""{"derivation":null,"parents":[],"passage":0}""", change.Before);
        Assert.Equal("""{"derivation":"subculture","parents":["SMP-000002"],"passage":2}""", change.After);
    }

    [Fact]
    public async Task A_withheld_parent_stays_when_somebody_edits_who_cannot_see_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var hidden = await plant.SampleAsync(Role.Owner, "hidden", Visibility.Restricted);
        var child = (await plant.DoAsync(Role.Owner, new CreateSample(await plant.FieldsAsync("child") with { Derivation = Derivation.Split }) { Parents = [hidden.Code] })).Samples.Single();

        await plant.DoAsync(Role.Scientist, new EditSample(child.Code, await plant.FieldsAsync("renamed") with { Derivation = Derivation.Split }, child.Version) { Parents = [] });

        Assert.Equal(1, (await plant.ViewAsync(child, Role.Scientist)).WithheldParents);
        Assert.Equal(hidden.Code, Assert.Single((await plant.ViewAsync(child)).Parents).Code);
    }

    [Fact]
    public async Task The_domain_stays_once_the_first_state_is_left()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(sample.Code, "established"));

        var result = await plant.RunAsync(Role.Scientist, new EditSample(sample.Code, await plant.FieldsAsync("A1", Domain.Fungus), null));

        Assert.True(result.Invalid().ContainsKey("domain"));
    }

    [Fact]
    public async Task Masked_members_are_hidden_from_those_without_the_right_and_survive()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync() with { Sensitive = true, Notes = "Donor B. Olsen", Source = "Clinic", CustomFields = new Dictionary<string, string> { ["donor"] = "Olsen" } };
        var sample = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single();
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, fields with { Notes = "Donor C. Berg" }, null));

        var seen = await plant.ViewAsync(sample, Role.Technician);
        var found = await plant.DoAsync(Role.Technician, new FindSamples { Filter = new SampleFilter { Text = "olsen" } });
        var timeline = await plant.DoAsync(Role.Technician, new GetSampleTimeline(sample.Code));

        Assert.True(seen.Masked);
        Assert.Equal((null, null, 0), (seen.Fields.Notes, seen.Fields.Source, seen.Fields.CustomFields.Count));
        Assert.Empty(found.Rows);
        Assert.DoesNotContain(timeline.Entries.SelectMany(entry => entry.Changes), change => $"{change.Before}{change.After}".Contains("Donor", StringComparison.Ordinal));
        Assert.Equal("Donor C. Berg", (await plant.ViewAsync(sample, Role.Auditor)).Fields.Notes);
    }
}
