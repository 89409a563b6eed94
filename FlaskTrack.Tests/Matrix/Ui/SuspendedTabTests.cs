using Bunit;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>MEM-2: the open page of a member who was just suspended shows that it is signed out, and no data, within two seconds.</summary>
[Trait("assurance", "MEM-2")]
public sealed class SuspendedTabTests
{
    [Theory]
    [InlineData("/members", "Scientist of plant")]
    [InlineData("/samples", "SMP-")]
    [InlineData("/", "SMP-")]
    public async Task An_open_page_of_a_suspended_member_is_empty_within_two_seconds(string address, string data)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        await ground.SampleCodeAsync();
        await using var tab = new UiLab(lab, ground.Lab.Caller(ground.Lab.UserOf(Role.Viewer)));
        tab.Services.GetRequiredService<OpenPages>().Listen();
        tab.Open(address);
        Assert.Contains(data, tab.Markup, StringComparison.Ordinal);

        await ground.Lab.DoAsync(Role.Admin, new SuspendMember(await ground.Lab.IdAsync(Role.Viewer), "Left the lab"));

        tab.Routes.WaitForAssertion(() => Assert.Equal("Signed out", tab.Routes.Find("main h1").TextContent), TimeSpan.FromSeconds(2));
        Assert.DoesNotContain(data, tab.Routes.Find("main").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("/sign-in?Said=out", tab.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
