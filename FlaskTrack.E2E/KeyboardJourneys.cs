using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

/// <summary>The main task of each screen without a pointer, with the place of the focus always visible.</summary>
[Collection(JourneyCollection.Name)]
[Trait("assurance", "NAV-3")]
public sealed class KeyboardJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_scientist_signs_in_finds_edits_and_archives_a_sample_by_keyboard()
    {
        string code;
        await using (var other = await journeys.SignInAsync("scientist"))
        {
            // One of her own, and none of those that other journeys open: theirs is the top of the list.
            await other.OpenAsync("/samples?owner=me");
            code = (await other.Page.Locator("table a.code").Last.InnerTextAsync()).Trim();
        }

        await using var visit = await journeys.VisitAsync();
        var page = visit.Page;
        var keys = new Keys(page);

        await page.GotoAsync("/sign-in");
        await keys.TabToAsync(page.GetByLabel("E-mail or user name"));
        await keys.TypeAsync("scientist@plant.example");
        await keys.TabToAsync(page.Locator("input[name=password]"));
        await keys.TypeAsync(AppServer.Password);
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await keys.PressAsync("Control+k");
        await Expect(page.GetByLabel("Search", new() { Exact = true })).ToBeFocusedAsync();
        await keys.TypeAsync(code);
        await Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = code }).First).ToBeVisibleAsync();
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync($"**/samples/{code}");

        await keys.TabToAsync(page.Locator($"a.btn[href='/samples/{code}/edit']"));
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/edit");
        await keys.TabToAsync(page.Locator("#location"));
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Shelf by keyboard");
        await keys.TabToAsync(visit.Button("Save"));
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync($"**/samples/{code}");
        await Expect(page.Locator("main")).ToContainTextAsync("Shelf by keyboard");

        await keys.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }));
        await keys.PressAsync("Enter");
        await keys.ArrowToAsync(page.GetByRole(AriaRole.Menuitem, new() { Name = "Archive", Exact = true }));
        await keys.PressAsync("Enter");
        var verb = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Archive sample", Exact = true });
        await keys.TabToAsync(verb);
        await keys.PressAsync("Enter");
        await Expect(page.GetByText($"{code} archived").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_viewer_sorts_and_filters_the_list_and_opens_a_sample_by_keyboard()
    {
        await using var visit = await journeys.SignInAsync("viewer", "ferment");
        var page = visit.Page;
        var keys = new Keys(page);
        await visit.OpenAsync("/samples");

        await keys.TabToAsync(page.Locator("main thead th a, main thead th button").First);
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**sort=**");
        await keys.TabToAsync(page.Locator("main tbody a.code").First);
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/samples/SMP-*");
        await Expect(visit.Heading).ToBeVisibleAsync();
    }
}
