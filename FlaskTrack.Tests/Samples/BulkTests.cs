using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class BulkTests
{
    [Fact]
    public async Task What_an_act_would_leave_is_said_beforehand_with_the_reason()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync();
        var b = await plant.SampleAsync(name: "B1", state: "multiplying");
        var spawn = await plant.SampleAsync(name: "Spawn", domain: Domain.Fungus);
        var old = await plant.SampleAsync(name: "Old");
        await plant.DoAsync(Role.Scientist, new ArchiveSample(old.Code));
        var chosen = new SampleFilter { Codes = [a.Code, b.Code, spawn.Code, old.Code], Status = null };

        var check = await plant.DoAsync(Role.Scientist, new CheckSamples(chosen, SampleAct.State) { State = "rooting" });

        Assert.Equal([b.Code], check.Ready.Select(sample => sample.Code));
        Assert.Equal(
            [$"\"initiated\" does not lead to \"rooting\": {a.Code}", $"Archived: only a restored sample changes: {old.Code}", $"Fungus has no state \"rooting\": {spawn.Code}"],
            check.Skipped.Select(group => $"{group.Why}: {string.Join(' ', group.Codes)}").Order(StringComparer.Ordinal));
        Assert.Contains(check.Moves, move => move is { Key: "contaminated", Count: 3 });
        Assert.Contains(check.Moves, move => move is { Key: "rooting", Count: 1 });
        Assert.DoesNotContain(check.Moves, move => move.Key == "completed");
    }

    [Theory]
    [InlineData(Role.Viewer, "You have read access, and edit access is needed")]
    [InlineData(Role.Technician, "You have read access, and edit access is needed")]
    public async Task Who_may_only_read_is_ready_for_nothing(Role role, string why)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();

        var check = await plant.DoAsync(role, new CheckSamples(new SampleFilter(), SampleAct.Archive));

        Assert.Empty(check.Ready);
        Assert.Equal(why, Assert.Single(check.Skipped).Why);
    }

    [Fact]
    public async Task A_selection_of_all_leaves_out_what_was_deselected_and_what_is_not_readable()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync();
        var b = await plant.SampleAsync(name: "B1");
        await plant.SampleAsync(Role.Owner, "Secret", Visibility.Restricted);

        var check = await plant.DoAsync(Role.Scientist, new CheckSamples(new SampleFilter { NotCodes = [b.Code] }, SampleAct.Archive));
        var export = await plant.DoAsync(Role.Scientist, new ExportSamples { Filter = new SampleFilter { NotCodes = [b.Code] }, Format = ExportFormat.Csv });

        Assert.Equal([a.Code], check.Ready.Select(sample => sample.Code));
        Assert.Equal(1, export.Rows);
    }

    [Fact]
    public async Task Many_are_transferred_together_or_not_at_all()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (a, b) = (await plant.SampleAsync(), await plant.SampleAsync(name: "B1"));
        var heir = (await plant.DoAsync(Role.Owner, new FindSampleChoices())).Members.First(member => member.Name.StartsWith("Admin", StringComparison.Ordinal)).Id;

        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Scientist, new TransferSamples([a.Id, b.Id], heir, " "))).Denied().Code);
        Assert.True((await plant.RunAsync(Role.Scientist, new TransferSamples([a.Id, b.Id], 999, "Leaves"))).Invalid().ContainsKey("to"));
        await plant.DoAsync(Role.Scientist, new TransferSamples([a.Id, b.Id], heir, "Leaves the lab"));
        var again = await plant.RunAsync(Role.Owner, new TransferSamples([a.Id, (await plant.SampleAsync(name: "C1")).Id], heir, "Again"));

        Assert.Equal(heir, (await plant.ViewAsync(a)).OwnerId);
        Assert.Equal(a.Code, Assert.Single(again.Invalid()).Key);
        Assert.NotEqual(heir, (await plant.DoAsync(Role.Owner, new GetSample("SMP-000003"))).OwnerId);
        Assert.All((await plant.EventsAsync()).Where(e => e.Action == "records.transfer" && e.After!.Contains("owner_id", StringComparison.Ordinal)), e => Assert.Equal("Leaves the lab", e.Reason));
    }

    [Fact]
    public async Task Many_are_put_at_a_site_in_use_that_the_member_reaches()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var north = (await plant.DoAsync(Role.Owner, new CreateSite("North", "NOR"))).Id;
        var gone = (await plant.DoAsync(Role.Owner, new CreateSite("Gone", "GON"))).Id;
        await plant.DoAsync(Role.Owner, new ArchiveSite(gone));
        var (a, b) = (await plant.SampleAsync(), await plant.SampleAsync(name: "B1"));

        await plant.DoAsync(Role.Scientist, new SetSamplesSite([a.Id, b.Id], north));
        var refused = await plant.RunAsync(Role.Scientist, new SetSamplesSite([a.Id], gone));
        var check = await plant.DoAsync(Role.Scientist, new CheckSamples(new SampleFilter(), SampleAct.Site) { SiteId = north });
        await plant.RestrictToSiteAsync((await plant.DoAsync(Role.Scientist, new GetMyAccess())).Principal.MemberId, north);
        var outside = await plant.RunAsync(Role.Scientist, new SetSamplesSite([a.Id], (await plant.DoAsync(Role.Owner, new CreateSite("South", "SOU"))).Id));

        Assert.Equal("North", (await plant.ViewAsync(b)).SiteName);
        Assert.True(refused.Invalid().ContainsKey("site"));
        Assert.True(outside.Invalid().ContainsKey("site"));
        Assert.Equal(2, check.SkippedCount);
    }
}
