using FlaskTrack.E2E.Support;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

/// <summary>Nothing typed is lost, and nothing is saved twice.</summary>
[Collection(JourneyCollection.Name)]
public sealed class FormJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_half_filled_form_comes_back_in_another_session_and_is_saved_with_the_keyboard()
    {
        var name = $"Callus of the draft {Guid.NewGuid():N}";
        await using (var first = await journeys.SignInAsync("scientist"))
        {
            await first.OpenAsync("/samples/new");
            await first.Page.Locator("#domain").SelectOptionAsync("general");
            await first.Page.Locator("#kind").SelectOptionAsync("culture");
            await first.Page.Locator("#species").FillAsync("Saccharomyces cerevisiae");
            await first.Page.Locator("#species").PressAsync("Enter");

            // Typed and not left: the field still has the focus when the session ends.
            await first.Page.Locator("#name").PressSequentiallyAsync(name);
            await Expect(first.Page.Locator("[data-kept~=name]")).ToBeVisibleAsync();
            await Expect(first.Page.Locator("#name")).ToHaveValueAsync(name);
        }

        await using var second = await journeys.SignInAsync("scientist");
        await second.OpenAsync("/samples/new");
        await Expect(second.Page.GetByText("You left this form without saving")).ToBeVisibleAsync();
        await second.Button("Restore").ClickAsync();
        await Expect(second.Page.Locator("#name")).ToHaveValueAsync(name);
        await Expect(second.Page.Locator("#kind")).ToHaveValueAsync("culture");

        await second.Page.Locator("a[href='/samples']").First.ClickAsync();
        await Expect(second.Page.GetByText("offered when you come back")).ToBeVisibleAsync();
        await second.Page.Keyboard.PressAsync("Escape");
        await second.Page.Locator("#notes").FocusAsync();
        await second.Page.Keyboard.PressAsync("Control+s");
        await second.Page.WaitForURLAsync("**/samples/SMP-*");
        await Expect(second.Heading).ToContainTextAsync(name);

        await second.OpenAsync("/samples/new");
        await Expect(second.Page.Locator("#name")).ToHaveValueAsync("");
        await Expect(second.Page.GetByText("You left this form without saving")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_double_click_makes_one_site_and_a_long_paste_is_answered_at_the_field()
    {
        await using var visit = await journeys.SignInAsync("owner", "ferment");
        await visit.OpenAsync("/organization/sites");
        await visit.Button("New site").ClickAsync();
        await visit.Page.Locator("#name").FillAsync("Twice");
        await visit.Page.Locator("#short_code").FillAsync("TWICE");
        await visit.Page.Locator("#address").FillAsync(new string('ä', 2300));
        await visit.Button("Create site").ClickAsync();
        await Expect(visit.Page.Locator("#address-error")).ToContainTextAsync("2300 characters; at most 400");
        await Expect(visit.Page.Locator("#name")).ToHaveValueAsync("Twice");

        await visit.Page.Locator("#address").FillAsync("Harbour 4");
        await visit.Button("Create site").DblClickAsync();

        await Expect(visit.Page.GetByText("TWICE", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator(".note.tone-red")).ToHaveCountAsync(0);
    }
}
