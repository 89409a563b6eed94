using Bunit;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Matrix.Ui;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Web.People;

public sealed class SiteArchivePageTests
{
    [Fact]
    public async Task What_keeps_a_site_from_being_archived_is_listed_with_links()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var site = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        var there = await plant.SampleAsync();
        await plant.SampleAsync(name: "elsewhere");
        await plant.DoAsync(Role.Owner, new SetSamplesSite([there.Id], site.Id));
        await using var tab = new UiLab(lab, plant.As(Role.Admin));
        var page = tab.Open("/organization/sites");

        await page.FindAll("button").First(button => button.TextContent == "Archive").ClickAsync(new());
        tab.Settle();
        await page.FindAll("button").Last(button => button.TextContent.Contains("Archive site", StringComparison.Ordinal)).ClickAsync(new());
        tab.Settle();

        Assert.Contains("1 active record is at North.", tab.Markup, StringComparison.Ordinal);
        Assert.Equal([$"/samples/{there.Code}", $"/samples?site={site.Id}"], page.FindAll("main .panel a").Select(link => link.GetAttribute("href")).Where(href => href!.StartsWith("/samples", StringComparison.Ordinal)));
    }
}
