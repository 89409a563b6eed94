using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class SampleJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_viewer_finds_no_edit_and_a_forged_call_fails()
    {
        await using var visit = await journeys.SignInAsync("viewer");
        var code = await FirstCodeAsync(visit);
        await visit.OpenAsync($"/samples/{code}");
        await Expect(visit.Heading).ToBeVisibleAsync();
        await Expect(visit.Link("Edit")).ToHaveCountAsync(0);

        using var client = await ApiAsync("viewer@plant.example");
        using var answer = await client.PatchAsJsonAsync(new Uri($"/api/v1/samples/{code}", UriKind.Relative), new { name = "Forged" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await visit.Page.ReloadAsync();
        await Expect(visit.Heading).Not.ToHaveTextAsync("Forged");
    }

    [Fact]
    public async Task A_scientist_edits_a_sample_and_its_history_shows_it()
    {
        await using var visit = await journeys.SignInAsync("scientist");
        var code = await FirstCodeAsync(visit);

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
        var code = await FirstCodeAsync(first);
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
        await admin.Page.Locator("#role").SelectOptionAsync(new SelectOptionValue { Label = "Technician" });
        await admin.Button("Review and apply").ClickAsync();
        await admin.Button("Change role").ClickAsync();

        await Expect(admin.Page.GetByText("is technician now")).ToBeVisibleAsync();
        await Expect(scientist.Link("New sample")).ToHaveCountAsync(0, new() { Timeout = 2000 });
    }

    private static async Task<string> FirstCodeAsync(Visit visit)
    {
        await visit.OpenAsync("/samples");
        return (await visit.Page.Locator("table a.code").First.InnerTextAsync()).Trim();
    }

    private async Task<HttpClient> ApiAsync(string name)
    {
        var client = new HttpClient { BaseAddress = journeys.Address };
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/auth/login", UriKind.Relative), new { username = name, password = AppServer.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
