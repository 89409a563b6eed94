using Bunit;

using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Matrix.Ui;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Audit;

/// <summary>Whoever can verify the chain is told of a break on every page, until it is whole again (21 CFR 11.10(a)).</summary>
[Trait("assurance", "P11-10a-2")]
public sealed class ChainBannerTests
{
    private const string Broken = "The audit chain is broken at event 3.";

    [Fact]
    public async Task A_row_changed_under_the_application_is_named_on_every_page_of_those_who_verify_until_it_is_whole_again()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        var work = lab.Services.GetRequiredService<InstallationWork>();
        var honest = (await plant.EventsAsync()).Single(row => row.Sequence == 3).ActorName;
        Role[] told = [Role.Owner, Role.Admin, Role.Auditor];
        foreach (var role in told) Assert.Equal([], await ShownAsync(lab, plant, role));

        await plant.ChangeAsync(3, "ActorName", "Somebody else");
        await work.VerifyChainsAsync(default);

        foreach (var role in told)
        {
            Assert.Equal(["/", "/samples", "/audit", "/help", "/members"], await ShownAsync(lab, plant, role));
            Assert.Equal("The audit chain is broken at event 3", Assert.Single((await plant.DoAsync(role, new FindNotifications())).Rows).Subject);
        }

        foreach (var role in new[] { Role.Scientist, Role.Technician, Role.Viewer }) Assert.Equal([], await ShownAsync(lab, plant, role));
        await plant.ChangeAsync(3, "ActorName", honest);
        Assert.NotEmpty(await ShownAsync(lab, plant, Role.Owner)); // whole again, but nobody knows yet
        await work.VerifyChainsAsync(default);
        foreach (var role in told) Assert.Equal([], await ShownAsync(lab, plant, role));
    }

    [Fact]
    public async Task It_comes_and_goes_on_a_page_that_is_open()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var work = lab.Services.GetRequiredService<InstallationWork>();
        var honest = (await plant.EventsAsync()).Single(row => row.Sequence == 3).ActorName;
        await using var tab = new UiLab(lab, plant.As(Role.Auditor));
        tab.Services.GetRequiredService<OpenPages>().Listen();
        var page = tab.Open("/samples");
        Assert.DoesNotContain(Broken, tab.Markup, StringComparison.Ordinal);

        await plant.ChangeAsync(3, "ActorName", "Somebody else");
        await work.VerifyChainsAsync(default);
        page.WaitForAssertion(() => Assert.Equal(["/audit?event=3", "/audit/verify"], page.FindAll(".alarm a").Select(link => link.GetAttribute("href"))), TimeSpan.FromSeconds(20));

        await plant.ChangeAsync(3, "ActorName", honest);
        await work.VerifyChainsAsync(default);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".alarm")), TimeSpan.FromSeconds(20));
    }

    /// <summary>The pages that show the banner.</summary>
    private static async Task<List<string>> ShownAsync(TestLab lab, TestOrganization plant, Role role)
    {
        var shown = new List<string>();
        await using var tab = new UiLab(lab, plant.As(role));
        foreach (var address in new[] { "/", "/samples", "/audit", "/help", "/members" })
        {
            tab.Open(address);
            if (tab.Markup.Contains(Broken, StringComparison.Ordinal)) shown.Add(address);
        }

        return shown;
    }
}
