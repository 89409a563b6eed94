using Bunit;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Matrix.Http;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>An open tab goes to every page without a request of its own, so the router inside it has to keep the doors as the server does.</summary>
[Trait("assurance", "P11-10d")]
public sealed class OpenTabCrawlTests
{
    [Theory]
    [InlineData("nobody")]
    [InlineData("no access")]
    [InlineData("suspended")]
    [InlineData("past the end")]
    [InlineData("of another organization")]
    public async Task Inside_an_open_tab_whoever_has_no_right_sees_no_page(string who)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var (sample, packet, member) = (await ground.SampleCodeAsync(), await ground.PacketAsync(), await ground.MemberAsync());
        await using var tab = new UiLab(lab, await CallerAsync(lab, ground.Lab, who));

        foreach (var (route, permission) in PageRoutes.All.Where(pair => pair.Value is not ("none" or "signed-in")))
        {
            tab.Open(route.Replace("{Code}", route.StartsWith("/samples", StringComparison.Ordinal) ? sample : $"{packet}", StringComparison.Ordinal).Replace("{Id}", $"{member}", StringComparison.Ordinal));
            var closed = tab.Markup.Contains("This page is not open to you", StringComparison.Ordinal) && (permission == "member" || tab.Markup.Contains(permission, StringComparison.Ordinal));
            var plain = permission == "member" && tab.Markup.Contains("There is nothing at this address", StringComparison.Ordinal); // a plain page, which no tab opens by itself
            // A page about nothing but oneself is any member's: it opens, and shows nothing of anybody else's.
            var isOwn = permission == "member" && who == "no access";
            Assert.True(plain || (isOwn ? !closed && tab.Routes.FindAll("main h1").Count == 1 : closed), $"{route}: {tab.Markup}");
            Assert.DoesNotContain(sample, tab.Markup, StringComparison.Ordinal);
            Assert.DoesNotContain("Scientist of plant", tab.Markup, StringComparison.Ordinal);
        }
    }

    private static async Task<Caller> CallerAsync(TestLab lab, TestOrganization plant, string who)
    {
        if (who == "nobody") return Caller.Anonymous with { Organization = plant.Slug };
        if (who == "of another organization") return Caller.Demo((await lab.OrganizationAsync("ferment")).UserOf(Role.Owner), plant.Slug);
        var (user, member) = await plant.AnotherAsync(who == "no access" ? Role.NoAccess : Role.Auditor, "Outside");
        await plant.WriteAsync(context =>
        {
            var row = context.Find<Membership>(member)!;
            if (who == "suspended") row.Status = MembershipStatus.Suspended;
            if (who == "past the end") row.EndsAt = lab.Clock.GetUtcNow();
        });
        return plant.Caller(user);
    }
}
