using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class InvitationJourneys(Journeys journeys)
{
    [Fact]
    public async Task An_invited_person_registers_by_the_link_and_is_a_member_with_the_role_once()
    {
        var person = Person.New("Mina Dahl");
        await using var admin = await journeys.SignInAsync("admin");
        await admin.OpenAsync("/members/invitations?invite=1");
        await admin.Page.Locator("#emails").FillAsync(person.Email);
        await admin.Page.Locator("#role").SelectOptionAsync(new SelectOptionValue { Label = "Technician" });
        await admin.Button("Send invitations").ClickAsync();
        await Expect(admin.Page.GetByText("1 invitation sent")).ToBeVisibleAsync();

        var link = await admin.Page.GetByLabel($"Copy the link of {person.Email}").GetAttributeAsync("data-copy") ?? "";
        await using var guest = await journeys.VisitAsync();
        await LetterIsHiddenAsync(guest, person.Email);
        await guest.Page.GotoAsync(link);
        await Expect(guest.Heading).ToHaveTextAsync("Join Nordhavn Plant Tissue Culture");
        await Expect(guest.Page.Locator("main")).ToContainTextAsync("as technician");
        await guest.RegisterAsync(link, person with { Password = "too short" });
        await Expect(guest.Page.Locator("#password-error")).ToContainTextAsync("12");
        await Expect(guest.Page.Locator("#full_name")).ToHaveValueAsync("Mina Dahl");
        await Expect(guest.Page.Locator("#password")).ToHaveValueAsync("");
        await guest.Page.Locator("#password").FillAsync("passwordpassword");
        await guest.Button("Make an account and accept").ClickAsync();
        await Expect(guest.Page.Locator("#password-error")).ToBeVisibleAsync();
        await guest.Page.Locator("#password").FillAsync(person.Password);
        await guest.Button("Make an account and accept").ClickAsync();
        await guest.Page.WaitForURLAsync(url => !url.Contains("/invitation", StringComparison.Ordinal));
        await Expect(guest.Account).ToContainTextAsync(person.FullName);
        await Expect(guest.Account).ToContainTextAsync("technician", new() { IgnoreCase = true });

        await admin.OpenAsync("/members");
        await Expect(admin.Page.Locator("tr", new() { HasText = person.Email })).ToContainTextAsync("Technician");

        // The link works once, for its owner and for whoever finds it.
        await using var stranger = await journeys.VisitAsync();
        foreach (var visit in new[] { guest, stranger }) await RefusedAsync(visit, link);
    }

    [Fact]
    public async Task A_revoked_and_an_expired_invitation_let_nobody_in()
    {
        var (taken, late) = (Person.New("Otto Falk"), Person.New("Ida Holm"));
        var (takenLink, lateLink) = (await journeys.InviteAsync(taken.Email, "scientist"), await journeys.InviteAsync(late.Email, "scientist"));
        await using var guest = await journeys.VisitAsync();
        await guest.Page.GotoAsync(takenLink);
        await guest.FillAccountAsync(taken);

        await using var admin = await journeys.SignInAsync("admin");
        await admin.OpenAsync("/members/invitations");
        await admin.Page.Locator("tr", new() { HasText = taken.Email }).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await admin.Button("Revoke invitation").ClickAsync();
        await Expect(admin.Page.GetByText($"The invitation of {taken.Email} was revoked")).ToBeVisibleAsync();
        await ExpireAsync(late.Email);

        // The form that was open before is refused like the link itself.
        await guest.Button("Make an account and accept").ClickAsync();
        await Expect(guest.Heading).ToHaveTextAsync("This invitation is no longer valid");
        await RefusedAsync(guest, takenLink);
        await RefusedAsync(guest, lateLink);
        await admin.OpenAsync("/members/invitations?show=all");
        await Expect(admin.Page.Locator("tr", new() { HasText = taken.Email })).ToContainTextAsync("Revoked");
        await Expect(admin.Page.Locator("tr", new() { HasText = late.Email })).ToContainTextAsync("Expired");
        await admin.OpenAsync("/members");
        await Expect(admin.Page.Locator("main").GetByText("admin@plant.example").First).ToBeVisibleAsync();
        foreach (var person in new[] { taken, late }) await Expect(admin.Page.GetByText(person.Email)).ToHaveCountAsync(0);
    }

    /// <summary>Lets the days of an open invitation be over, which no page can.</summary>
    private async Task ExpireAsync(string email)
    {
        const string Script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=30); print(db.execute('UPDATE Invitations SET ExpiresAt = CreatedAt WHERE Email = ?', (sys.argv[2],)).rowcount); db.commit()";
        var (code, output) = await Tool.RunAsync("python3", "-c", Script, Path.Combine(journeys.DataFolder, "flasktrack.db"), email);
        Assert.Equal((0, "1"), (code, output.Trim()));
    }

    private static async Task RefusedAsync(Visit visit, string link)
    {
        await visit.Page.GotoAsync(link);
        await Expect(visit.Heading).ToHaveTextAsync("This invitation is no longer valid");
        await Expect(visit.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
    }

    /// <summary>The outbox of a demo is open to everybody, so it holds back what was written to anybody but the demo's people.</summary>
    private static async Task LetterIsHiddenAsync(Visit visit, string email)
    {
        await visit.Page.GotoAsync("/dev/outbox");
        await Expect(visit.Heading).ToHaveTextAsync("Outbox");
        await Expect(visit.Page.GetByText($"to {email}")).ToHaveCountAsync(0);
    }
}
