using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix.Ui;

public sealed class SuspendedOrganizationTests
{
    [Fact]
    public async Task Pages_of_a_suspended_organization_offer_reading_and_nothing_that_changes_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var pages = new List<string>();
        foreach (var page in UiPages.All.Where(page => !page.Own)) pages.Add(await page.Address(ground));
        await ground.Lab.WriteAsync(context => context.Set<Organization>().Single().Status = OrganizationStatus.Suspended);
        await using var tab = new UiLab(lab, ground.Lab.As(Role.Owner));
        var offered = new HashSet<Type>();

        foreach (var address in pages) offered.UnionWith(Offers.On(tab.Open(address)).Shown.Keys);

        Assert.Equal(["CreateOrganization"], offered.Where(type => OperationCatalogue.All.TryGetValue(type, out var info) && info.IsCommand).Select(type => type.Name));
        Assert.Contains(offered, type => type.Name == "ExportSamples");
    }
}
