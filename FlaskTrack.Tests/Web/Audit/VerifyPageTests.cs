using Bunit;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.AuditTrail;
using FlaskTrack.Tests.Matrix.Ui;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Audit;

public sealed class VerifyPageTests
{
    [Fact]
    public async Task The_page_shows_how_far_it_is_also_when_come_back_to_and_the_result_once_it_is_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await using var tab = new UiLab(lab, plant.As(Role.Auditor));
        var page = tab.Open("/audit/verify");
        await page.Find("button.p").ClickAsync(new());
        tab.Settle();
        var asked = Assert.Single(await plant.DoAsync(Role.Auditor, new FindVerifications()));
        using (var work = lab.Services.GetRequiredService<JobQueue<ChainVerification>>().Begin(plant.PlaceOf(Role.Auditor, asked), default))
        {
            work.Report(new JobStep("Verifying", 25, 100));
            tab.Open("/samples");
            page = tab.Open("/audit/verify");
            Assert.Equal("25", page.Find("main [role=progressbar]").GetAttribute("aria-valuenow"));
            Assert.Contains("25 of 100 events", tab.Markup, StringComparison.Ordinal);
            Assert.True(page.Find("button.p").HasAttribute("disabled"));
        }

        await plant.CarryOutAsync(Role.Auditor, asked);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("The chain is intact.", tab.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Empty(page.FindAll("main [role=progressbar]"));
        Assert.Contains("Auditor of plant", page.Find("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_leaves_the_last_answer_and_says_who_stopped_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.VerifyAsync(Role.Owner);
        await plant.DoAsync(Role.Auditor, new VerifyChain());
        await using var tab = new UiLab(lab, plant.As(Role.Auditor));
        var page = tab.Open("/audit/verify");

        await page.FindAll("button").Single(button => button.TextContent == "Stop verifying").ClickAsync(new());
        tab.Settle();

        Assert.Contains("Stopped by Auditor of plant.", tab.Markup, StringComparison.Ordinal);
        Assert.Contains("Chain intact", page.Find(".cs").TextContent, StringComparison.Ordinal);
    }
}
