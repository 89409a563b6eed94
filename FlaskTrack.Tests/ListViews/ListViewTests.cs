using FlaskTrack.Core.ListViews;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.ListViews;

public sealed class ListViewTests
{
    [Theory]
    [InlineData("members")]
    [InlineData("samples")]
    public async Task A_view_is_ones_own_and_one_opens_the_list(string list)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Viewer, new SaveListView(list, "Mine", "?owner=me", ["code"], IsDefault: true));
        var view = await plant.DoAsync(Role.Viewer, new SaveListView(list, "Rooting", "state=rooting", ["code", "state"], IsDefault: true));

        var mine = await plant.DoAsync(Role.Viewer, new FindListViews(list));

        Assert.Equal([("Mine", "owner=me", false), ("Rooting", "state=rooting", true)], mine.Select(row => (row.Name, row.Query, row.IsDefault)));
        Assert.Empty(await plant.DoAsync(Role.Viewer, new FindListViews(list == "members" ? "samples" : "members")));
        Assert.Empty(await plant.DoAsync(Role.Owner, new FindListViews(list)));
        (await plant.RunAsync(Role.Owner, new DeleteListView(view.Id))).ShouldBeNotFound();
        await plant.DoAsync(Role.Viewer, new DeleteListView(view.Id));
        Assert.Equal("views.delete", (await plant.LastEventAsync()).Action);
        Assert.Single(await plant.DoAsync(Role.Viewer, new FindListViews(list)));
    }

    [Theory]
    [InlineData("members")]
    [InlineData("samples")]
    public async Task A_shared_view_is_everybodys_to_use_and_only_its_owners_to_change(string list)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var shared = await plant.DoAsync(Role.Scientist, new SaveListView(list, "Rooting", "state=rooting", ["code", "name"], IsDefault: true, IsShared: true));
        await plant.DoAsync(Role.Scientist, new SaveListView(list, "Private", "owner=me", []));
        await plant.DoAsync(Role.Viewer, new SaveListView(list, "Rooting", "state=other", []));

        var seen = await plant.DoAsync(Role.Viewer, new FindListViews(list));

        // One's own first; the name of the other's was free, as names are each member's own.
        Assert.Equal([("state=other", null), ("state=rooting", "Scientist of plant")], seen.Select(row => (row.Query, row.OwnerName)));
        Assert.False(seen[1].IsDefault);
        (await plant.RunAsync(Role.Viewer, new DeleteListView(shared.Id))).ShouldBeNotFound();
        (await plant.RunAsync(Role.Owner, new DeleteListView(shared.Id))).ShouldBeNotFound();
        Assert.Equal([("Private", false), ("Rooting", true)], (await plant.DoAsync(Role.Scientist, new FindListViews(list))).Select(row => (row.Name, row.IsShared)));
    }

    [Fact]
    public async Task What_is_no_longer_shared_is_seen_by_nobody_else()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new SaveListView("samples", "Rooting", "state=rooting", [], IsShared: true));
        Assert.Single(await plant.DoAsync(Role.Viewer, new FindListViews("samples")));

        await plant.DoAsync(Role.Scientist, new SaveListView("samples", "Rooting", "state=rooting", []));

        Assert.Empty(await plant.DoAsync(Role.Viewer, new FindListViews("samples")));
    }

    [Fact]
    public async Task A_shared_view_stays_in_its_organization()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var ferment = await lab.OrganizationAsync("ferment");

        var shared = await plant.DoAsync(Role.Scientist, new SaveListView("samples", "Rooting", "state=rooting", [], IsShared: true));

        Assert.Empty(await ferment.DoAsync(Role.Owner, new FindListViews("samples")));
        (await ferment.RunAsync(Role.Owner, new DeleteListView(shared.Id))).ShouldBeNotFound();
    }

    [Theory]
    [InlineData("members", "members.view")]
    [InlineData("samples", "records.view")]
    public async Task Whoever_may_not_open_a_list_is_told_of_no_view_of_it(string list, string needed)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new SaveListView(list, "Rooting", "q=secret", [], IsShared: true));
        var (user, member) = await plant.AnotherAsync(Role.Viewer, "Outside");
        var own = (await plant.RunAsync(user, new SaveListView(list, "Mine", "", []))).Value;
        await plant.ChangeAsync(member, row => row.Role = Role.NoAccess);

        Assert.Equal(needed, (await plant.RunAsync(user, new FindListViews(list))).ShouldBeRefused().RequiredCapability);
        Assert.Equal(needed, (await plant.RunAsync(user, new SaveListView(list, "More", "", []))).ShouldBeRefused().RequiredCapability);
        Assert.Equal(needed, (await plant.RunAsync(user, new DeleteListView(own.Id))).ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task A_list_that_keeps_no_views_is_named()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var said = (await plant.RunAsync(Role.Viewer, new SaveListView("nowhere", "X", "", []))).ShouldBeWrongAt("list");

        Assert.Contains("members, samples", said, StringComparison.Ordinal);
    }
}
