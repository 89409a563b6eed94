using Bunit;

using FlaskTrack.Core.ListViews;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Samples;

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SavedViewsTests : PeoplePage
{
    [Fact]
    public async Task A_view_shared_by_another_is_there_to_use_with_a_name_and_without_a_delete()
    {
        await Plant.SampleAsync(name: "Leaf 1");
        var view = await Plant.DoAsync(Role.Scientist, new SaveListView("samples", "All of it", "status=all", [], IsDefault: true, IsShared: true));
        var page = Open<SampleListPage>(Role.Technician, $"/samples?view={view.Id}&status=all&size=25", "Leaf 1");

        var tab = page.WaitForElement(".views a.on");

        Assert.Contains("All of it", tab.TextContent, StringComparison.Ordinal);
        Assert.Equal("Shared by Scientist of plant", tab.GetAttribute("title"));
        Assert.Equal(["Save view"], ViewActs(page));
    }

    [Fact]
    public async Task The_owner_of_a_view_keeps_what_was_changed_and_stays_the_one_who_shares_it()
    {
        await Plant.SampleAsync(name: "Leaf 1");
        var view = await Plant.DoAsync(Role.Scientist, new SaveListView("samples", "All of it", "status=all", [], IsShared: true));
        var page = Open<SampleListPage>(Role.Scientist, $"/samples?view={view.Id}&status=all", "Leaf 1");
        page.WaitForAssertion(() => Assert.Equal(["Save view", "Delete view"], ViewActs(page)), TimeSpan.FromSeconds(10));

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/samples?view={view.Id}&q=Leaf&columns=code,name");
        page.WaitForAssertion(() => Assert.Contains("Keep changes in All of it", ViewActs(page)), TimeSpan.FromSeconds(10));
        page.FindAll("button.addv").Single(button => Said(button) == "Keep changes in All of it").Click();

        page.WaitForAssertion(() => Assert.Equal(["Save view", "Delete view"], ViewActs(page)), TimeSpan.FromSeconds(10));
        var kept = Assert.Single(await Plant.DoAsync(Role.Technician, new FindListViews("samples")));
        Assert.Equal((view.Id, "q=Leaf", "code,name", true), (kept.Id, kept.Query, string.Join(',', kept.Columns), kept.IsShared));
    }

    [Theory]
    [InlineData("/samples", true)]
    [InlineData("/samples?view=all", false)]
    [InlineData("/samples?columns=code,name", false)]
    public async Task The_list_opens_with_the_view_only_where_the_address_says_nothing_else(string address, bool opens)
    {
        await Plant.SampleAsync(name: "Leaf 1");
        var view = await Plant.DoAsync(Role.Viewer, new SaveListView("samples", "By name", "sort=name", [], IsDefault: true));

        var page = Open<SampleListPage>(Role.Viewer, address, "By name");

        page.WaitForAssertion(() => Assert.Equal(opens ? $"/samples?view={view.Id}&sort=name" : address, new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery), TimeSpan.FromSeconds(10));
    }

    private static List<string> ViewActs(IRenderedComponent<SampleListPage> page) => [.. page.FindAll(".views button").Select(Said)];
}
