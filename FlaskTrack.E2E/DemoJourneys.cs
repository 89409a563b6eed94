using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

/// <summary>Whoever tries the demo finds something in each role: the home page has content, and every page of its navigation opens.</summary>
[Collection(JourneyCollection.Name)]
[Trait("assurance", "DEM-1")]
public sealed class DemoJourneys(Journeys journeys)
{
    [Theory]
    [InlineData("owner")]
    [InlineData("admin")]
    [InlineData("scientist")]
    [InlineData("technician")]
    [InlineData("viewer")]
    [InlineData("auditor")]
    public async Task Every_page_of_a_roles_navigation_opens_and_home_has_content(string role)
    {
        await using var visit = await journeys.SignInAsync(role, "ferment");
        var faults = new List<string>();
        visit.Page.PageError += (_, fault) => faults.Add($"{visit.Page.Url}: {fault}");
        visit.Page.Console += (_, line) =>
        {
            if (line.Type == "error") faults.Add($"{visit.Page.Url}: {line.Text}");
        };

        await visit.OpenAsync("/");
        await Expect(visit.Page.Locator("main .fig").First).Not.ToHaveTextAsync("0");
        Assert.NotEqual(0, await visit.Page.Locator("main table tbody tr").CountAsync());
        var pages = await visit.Page.Locator("nav.nav a[href]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.True(pages.Length > 4, $"The navigation has {pages.Length} pages.");
        foreach (var path in pages)
        {
            var answer = await visit.Page.GotoAsync(path);
            Assert.Equal(200, answer!.Status);
            await visit.Page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await visit.Page.Locator("main [aria-busy=true]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            if (new Uri(visit.Page.Url).AbsolutePath != path) faults.Add($"{path} went on to {visit.Page.Url}");
            if ((await visit.Heading.First.InnerTextAsync()).Length == 0) faults.Add($"{path} has no heading");
        }

        Assert.Empty(faults);
    }
}
