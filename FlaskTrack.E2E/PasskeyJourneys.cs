using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class PasskeyJourneys(Journeys journeys)
{
    /// <summary>Passkeys belong to a name, which an address of numbers is not.</summary>
    private Uri Named => new UriBuilder(journeys.Address) { Host = "localhost" }.Uri;

    [Fact]
    public async Task A_member_adds_a_passkey_signs_in_with_it_alone_and_no_more_once_it_is_removed()
    {
        var (visit, person) = await journeys.JoinAsync("Nils Berg", "scientist", Named);
        await using var closing = visit;
        await PlugInKeyAsync(visit);
        await visit.Page.GotoAsync("/account/security");
        await visit.Page.GetByLabel("Name of the new passkey").FillAsync("Bench laptop");
        await visit.Button("Add a passkey").ClickAsync();
        await Expect(visit.Page.GetByText("The passkey is added.")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#passkeys tr", new() { HasText = "Bench laptop" })).ToBeVisibleAsync();

        await visit.SignOutAsync();
        await visit.Button("Use a passkey").ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Expect(visit.Account).ToContainTextAsync(person.FullName);

        await visit.Page.GotoAsync("/account/security");
        await visit.Button("Remove Bench laptop").ClickAsync();
        await Expect(visit.Page.GetByText("The passkey is removed.")).ToBeVisibleAsync();
        await visit.SignOutAsync();
        await visit.Button("Use a passkey").ClickAsync();
        await Expect(visit.Page.GetByText("This passkey did not work here.")).ToBeVisibleAsync();
        Assert.Contains("/sign-in", (await visit.Page.APIRequest.GetAsync("/samples")).Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_an_address_of_numbers_no_passkey_is_offered()
    {
        await using var visit = await journeys.VisitAsync();

        await visit.Page.GotoAsync("/sign-in");

        await Expect(visit.Button("Sign in")).ToBeVisibleAsync();
        await Expect(visit.Button("Use a passkey")).ToHaveCountAsync(0);
    }

    /// <summary>An authenticator inside the device, with a finger always on it.</summary>
    private static async Task PlugInKeyAsync(Visit visit)
    {
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
