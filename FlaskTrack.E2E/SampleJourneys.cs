using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class SampleJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_scientist_edits_a_sample_and_its_history_shows_it()
    {
        await using var visit = await journeys.SignInAsync("scientist");
        var code = await visit.FirstCodeAsync();

        await visit.OpenAsync($"/samples/{code}/edit");
        await visit.Page.Locator("#location").FillAsync("Bench 4, left");
        await visit.Button("Save").ClickAsync();
        await visit.Page.WaitForURLAsync($"**/samples/{code}");
        await visit.OpenAsync($"/samples/{code}?tab=history");

        await Expect(visit.Page.Locator("section.panel").First).ToContainTextAsync("Bench 4, left");
    }

    [Fact]
    public async Task Two_people_edit_one_sample_and_the_second_compares_before_saving()
    {
        await using var first = await journeys.SignInAsync("scientist");
        await using var second = await journeys.SignInAsync("admin");
        var code = await first.FirstCodeAsync();
        await first.OpenAsync($"/samples/{code}/edit");
        await second.OpenAsync($"/samples/{code}/edit");
        await second.Page.Locator("#location").FillAsync("Cold room, shelf 9");

        await first.Page.Locator("#location").FillAsync("Bench 7");
        await first.Button("Save").ClickAsync();
        await first.Page.WaitForURLAsync($"**/samples/{code}");
        await second.Button("Save").ClickAsync();

        await Expect(second.Heading).ToContainTextAsync("was changed meanwhile");
        await Expect(second.Page.Locator("main")).ToContainTextAsync("Bench 7");
        await Expect(second.Page.Locator("main")).ToContainTextAsync("Cold room, shelf 9");
    }

    [Fact]
    public async Task A_demoted_scientist_loses_the_buttons_of_an_open_page_within_two_seconds()
    {
        await using var scientist = await journeys.SignInAsync("scientist", "ferment");
        await using var admin = await journeys.SignInAsync("admin", "ferment");
        await scientist.OpenAsync("/samples");
        await Expect(scientist.Link("New sample")).ToBeVisibleAsync();

        await admin.OpenAsync("/members");
        await admin.Page.Locator("tr", new() { HasText = "scientist@ferment.example" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await admin.Page.Locator("nav.tabs a[href*='tab=permissions']").ClickAsync();
        await admin.Page.Locator("#role").SelectOptionAsync(new SelectOptionValue { Label = "Technician" });
        await admin.Button("Review and apply").ClickAsync();
        await admin.Button("Change role").ClickAsync();

        await Expect(admin.Page.GetByText("is technician now")).ToBeVisibleAsync();
        await Expect(scientist.Link("New sample")).ToHaveCountAsync(0, new() { Timeout = 2000 });
    }
}
