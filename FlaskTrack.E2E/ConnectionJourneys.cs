using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class ConnectionJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_pulled_cable_is_said_what_is_typed_meanwhile_is_kept_and_saving_goes_on()
    {
        await using var cable = new Cable(journeys.Address);
        await using var visit = await journeys.SignInAsync("scientist", at: cable.Address);
        var code = await visit.FirstCodeAsync();
        await visit.OpenAsync($"/samples/{code}/edit");
        await visit.Page.Locator("#location").FillAsync("Cold room 3");
        await visit.Page.Locator("#notes").FillAsync("Begun before the cable was pulled");

        cable.Pull();
        await Expect(Bar(visit)).ToBeVisibleAsync();
        await Expect(Bar(visit)).ToContainTextAsync("No connection");
        await visit.Page.Locator("#notes").FillAsync("Begun before the cable was pulled, ended while it was out");
        await visit.Page.Locator("#source").FillAsync("Typed without a connection");
        await visit.Page.Locator("#source").PressAsync("Tab");
        cable.PlugIn();
        await visit.Button("Try now").ClickAsync();

        await Expect(Bar(visit)).ToBeHiddenAsync();
        await SavedAsync(visit, code, "Cold room 3", "Begun before the cable was pulled, ended while it was out", "Typed without a connection");
    }

    [Fact]
    public async Task A_server_that_starts_again_gives_the_half_filled_form_back()
    {
        await using var visit = await journeys.SignInAsync("scientist");
        var code = await visit.FirstCodeAsync();
        await visit.OpenAsync($"/samples/{code}/edit");
        await visit.Page.Locator("#location").FillAsync("Growth room 5");
        await visit.Page.Locator("#notes").FillAsync("Half a note");

        await journeys.KillAsync();
        await Expect(Bar(visit)).ToBeVisibleAsync();
        await visit.Page.Locator("#source").FillAsync("Typed while the server was down");
        await visit.Page.Locator("#source").PressAsync("Tab");
        await journeys.StartAgainAsync();

        await Expect(visit.Page.Locator("#say")).ToHaveTextAsync("Connected again. What you typed is back.", new() { Timeout = 60_000 });
        await Expect(Bar(visit)).ToBeHiddenAsync();
        await SavedAsync(visit, code, "Growth room 5", "Half a note", "Typed while the server was down");
    }

    private static ILocator Bar(Visit visit) => visit.Page.Locator("#components-reconnect-modal");

    private static async Task SavedAsync(Visit visit, string code, string location, string notes, string source)
    {
        foreach (var again in new[] { false, true })
        {
            if (again)
            {
                await visit.Button("Save").ClickAsync();
                await visit.Page.WaitForURLAsync($"**/samples/{code}");
                await visit.OpenAsync($"/samples/{code}/edit");
            }

            await Expect(visit.Page.Locator("#location")).ToHaveValueAsync(location);
            await Expect(visit.Page.Locator("#notes")).ToHaveValueAsync(notes);
            await Expect(visit.Page.Locator("#source")).ToHaveValueAsync(source);
        }
    }
}
