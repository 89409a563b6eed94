using FlaskTrack.E2E.Support;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class AuthenticatorJourneys(Journeys journeys)
{
    [Fact]
    public async Task A_member_sets_up_an_authenticator_and_signs_in_with_its_codes_and_with_a_recovery_code_once()
    {
        var (visit, person) = await journeys.JoinAsync("Alma Lund", "scientist");
        await using var closing = visit;
        await visit.Page.GotoAsync("/account/security");
        await visit.Button("Set up an authenticator").ClickAsync();
        var app = new Authenticator(await visit.Page.Locator("#authenticator-key").InnerTextAsync());
        await visit.GiveCodeAsync(app.Wrong(), "Set up");
        await Expect(visit.Page.Locator("#code-error")).ToContainTextAsync("does not fit the key");
        await visit.GiveCodeAsync(app.Next(), "Set up");
        var recovery = visit.Page.Locator("ul.recovery li");
        await Expect(recovery).ToHaveCountAsync(10);
        var saved = (await recovery.AllInnerTextsAsync())[6];

        // The password alone lets nobody in any more, nor does a wrong code.
        var code = app.Next();
        await AgainAsync(visit, person);
        await visit.GiveCodeAsync(app.Wrong(), "Sign in");
        await Expect(visit.Page.Locator("#code-error")).ToBeVisibleAsync();
        Assert.Contains("/sign-in", (await visit.Page.APIRequest.GetAsync("/samples")).Url, StringComparison.Ordinal);
        await visit.GiveCodeAsync(code, "Sign in");
        await SignedInAsync(visit, person);

        // A code counts once, and so does a recovery code.
        await AgainAsync(visit, person);
        await visit.GiveCodeAsync(code, "Sign in");
        await Expect(visit.Page.Locator("#code-error")).ToBeVisibleAsync();
        await visit.GiveCodeAsync(saved, "Sign in");
        await SignedInAsync(visit, person);
        await visit.Page.GotoAsync("/account/security");
        await Expect(visit.Page.GetByText("9 of 10 recovery codes are left")).ToBeVisibleAsync();
        await AgainAsync(visit, person);
        await visit.GiveCodeAsync(saved, "Sign in");
        await Expect(visit.Page.Locator("#code-error")).ToBeVisibleAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Enter your code");
    }

    private static async Task AgainAsync(Visit visit, Person person)
    {
        await visit.SignOutAsync();
        await visit.GivePasswordAsync(person.Email, person.Password);
        await Expect(visit.Heading).ToHaveTextAsync("Enter your code");
    }

    private static async Task SignedInAsync(Visit visit, Person person)
    {
        await visit.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Expect(visit.Account).ToContainTextAsync(person.FullName);
    }
}
