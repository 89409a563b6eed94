using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Organizations;

public sealed class SiteTests
{
    [Fact]
    public async Task A_site_is_made_changed_archived_and_restored_with_its_history()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var site = await plant.DoAsync(Role.Admin, new CreateSite(" Nordhaus <b>2</b> 🧪 ", "north", "Kai 4", ContainmentLevel.Bsl2));
        var edited = await plant.DoAsync(Role.Admin, new EditSite(site.Id, "Nordhaus", "NORD", null, ContainmentLevel.Bsl1, site.Version));
        var archived = await plant.DoAsync(Role.Admin, new ArchiveSite(site.Id, edited.Version));

        Assert.Equal(("Nordhaus <b>2</b> 🧪", "NORTH", ContainmentLevel.Bsl2), (site.Name, site.ShortCode, site.Containment));
        var change = (await plant.EventsAsync())[^2];
        Assert.Equal(("sites.manage", "site", "NORD"), (change.Action, change.EntityType, change.EntityCode));
        Assert.Equal("""{"address":"Kai 4","containment":"bsl2","name":"Nordhaus <b>2</b> 🧪","short_code":"NORTH"}""", change.Before);
        Assert.Equal("""{"address":null,"containment":"bsl1","name":"Nordhaus","short_code":"NORD"}""", change.After);
        Assert.True(archived.Archived);
        Assert.Empty(await plant.DoAsync(Role.Viewer, new FindSites()));
        Assert.Single(await plant.DoAsync(Role.Viewer, new FindSites(WithArchived: true)));
        (await plant.RunAsync(Role.Admin, new EditSite(site.Id, "X", "XXX", null, ContainmentLevel.None, null))).ShouldBeNotAllowed();
        (await plant.RunAsync(Role.Admin, new ArchiveSite(site.Id))).ShouldBeNotAllowed();
        Assert.False((await plant.DoAsync(Role.Admin, new RestoreSite(site.Id, archived.Version))).Archived);
        (await plant.RunAsync(Role.Admin, new RestoreSite(site.Id))).ShouldBeNotAllowed();
    }

    [Fact]
    public async Task Wrong_values_are_named_at_their_field()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var other = await plant.DoAsync(Role.Admin, new CreateSite("South", "SOUTH"));
        var good = new CreateSite("North", "NORTH");

        foreach (var code in new[] { "", "AB", "ABCDEFGHI", "NO1", "NØR", "NOR TH", "北京市" }) (await plant.RunAsync(Role.Admin, good with { ShortCode = code })).ShouldBeWrongAt("short_code");
        (await plant.RunAsync(Role.Admin, good with { ShortCode = "south" })).ShouldBeWrongAt("short_code");
        (await plant.RunAsync(Role.Admin, good with { Name = "" })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, good with { Name = new string('x', 121) })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, good with { Name = "a\u001bb" })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, good with { Address = new string('x', 401) })).ShouldBeWrongAt("address");
        (await plant.RunAsync(Role.Admin, good with { Containment = (ContainmentLevel)9 })).ShouldBeWrongAt("containment");
        var north = await plant.DoAsync(Role.Admin, good);
        (await plant.RunAsync(Role.Admin, new EditSite(north.Id, "North", other.ShortCode, null, ContainmentLevel.None, null))).ShouldBeWrongAt("short_code");
    }

    [Fact]
    public async Task A_stale_version_overwrites_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var site = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        await plant.DoAsync(Role.Admin, new EditSite(site.Id, "Norden", "NORTH", null, ContainmentLevel.None, 1));

        (await plant.RunAsync(Role.Admin, new EditSite(site.Id, "Nord", "NORTH", null, ContainmentLevel.None, 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Admin, new ArchiveSite(site.Id, 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Admin, new RestoreSite(site.Id, 1))).ShouldBeStale();
        Assert.Equal("Norden", Assert.Single(await plant.DoAsync(Role.Viewer, new FindSites())).Name);
    }

    [Fact]
    public async Task Two_organizations_can_use_the_same_short_code()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");

        await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        await ferment.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
    }
}
