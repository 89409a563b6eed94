using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class SignInJourneys(Journeys journeys)
{
    [Theory]
    [InlineData("owner")]
    [InlineData("admin")]
    [InlineData("scientist")]
    [InlineData("technician")]
    [InlineData("viewer")]
    [InlineData("auditor")]
    public async Task Everybody_signs_in_and_out_again(string role)
    {
        await using var visit = await journeys.SignInAsync(role);
        await visit.OpenAsync("/samples");
        await Expect(visit.Heading).ToHaveTextAsync("Samples");
        await Expect(visit.Account).ToContainTextAsync(role, new() { IgnoreCase = true });

        await visit.SignOutAsync();

        var again = await visit.Page.APIRequest.GetAsync("/samples");
        Assert.Contains("/sign-in", again.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_name_and_lets_nobody_in()
    {
        await using var visit = await journeys.VisitAsync();
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.GetByLabel("E-mail or user name").FillAsync("scientist@ferment.example");
        await visit.Page.Locator("input[name=password]").FillAsync("not the password");
        await visit.Button("Sign in").ClickAsync();

        await Expect(visit.Heading).ToHaveTextAsync("Sign in");
        await Expect(visit.Page.GetByLabel("E-mail or user name")).ToHaveValueAsync("scientist@ferment.example");
        await Expect(visit.Page.Locator("input[name=password]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task An_address_without_a_page_says_so()
    {
        await using var visit = await journeys.SignInAsync("viewer");

        await visit.Page.GotoAsync("/no/such/page");

        await Expect(visit.Heading).ToHaveTextAsync("There is nothing at this address");
    }

    [Fact]
    public async Task A_member_of_two_organizations_switches_and_sees_the_other_ones_records()
    {
        await using var visit = await journeys.SignInAsync("owner");
        await visit.OpenAsync("/members");
        await Expect(visit.Page.GetByText("scientist@plant.example")).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Organization", Exact = false }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Vesterbro Fermentation" }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("/members", StringComparison.Ordinal));
        await visit.OpenAsync("/members");

        await Expect(visit.Page.GetByText("scientist@ferment.example")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("scientist@plant.example")).ToHaveCountAsync(0);
    }
}
