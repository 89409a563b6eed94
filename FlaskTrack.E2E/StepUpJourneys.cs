using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

/// <summary>Acts that ask for a password given a moment ago, in a session that is older: nothing chosen before is lost.</summary>
[Collection(JourneyCollection.Name)]
public sealed class StepUpJourneys(Journeys journeys)
{
    [Fact]
    public async Task Members_stay_selected_and_their_role_chosen_while_an_admin_gives_the_password_again()
    {
        var one = await JoinAsync("Ada Step", "viewer");
        var other = await JoinAsync("Bea Step", "viewer");
        await using var admin = await journeys.SignInAsync("admin");
        await admin.OpenAsync("/members?q=Step");
        foreach (var person in new[] { one, other }) await admin.Page.Locator("tbody tr", new() { HasText = person.Email }).Locator(".cbx").CheckAsync();
        await AgeAsync("admin@plant.example");

        await admin.Button("Change role").ClickAsync();
        await admin.Page.Locator("#bulk-role").SelectOptionAsync("Technician");
        await admin.Page.Locator("#confirm-reason").FillAsync("They passed the training");
        await admin.Button("Change the role of 2 members").ClickAsync();
        await admin.Link("Confirm").ClickAsync();
        await GivePasswordAgainAsync(admin);

        await Expect(admin.Page.Locator("#bulk-role")).ToHaveValueAsync("Technician");
        await Expect(admin.Page.Locator("#confirm-reason")).ToHaveValueAsync("They passed the training");
        await admin.Button("Change the role of 2 members").ClickAsync();
        await Expect(admin.Page.GetByText("2 of 2 members changed")).ToBeVisibleAsync();
        await admin.OpenAsync("/members?q=Step&role=Technician");
        foreach (var person in new[] { one, other }) await Expect(admin.Page.Locator("tbody tr", new() { HasText = person.Email })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/members?role=Viewer", "This list as CSV", ".csv")]
    [InlineData("/audit", "CSV", ".csv")]
    public async Task A_list_is_exported_after_the_password_was_given_again(string list, string choice, string ending)
    {
        await using var admin = await journeys.SignInAsync("admin");
        await admin.OpenAsync(list);
        await AgeAsync("admin@plant.example");

        await ChooseAsync(admin, choice);
        await GivePasswordAgainAsync(admin);
        await admin.Page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.StartsWith(list.Split('?')[0], new Uri(admin.Page.Url).PathAndQuery, StringComparison.Ordinal);
        Assert.Contains(list.Split('?').ElementAtOrDefault(1) ?? "", admin.Page.Url, StringComparison.Ordinal);
        var file = await admin.Page.RunAndWaitForDownloadAsync(() => ChooseAsync(admin, choice));

        Assert.EndsWith(ending, file.SuggestedFilename, StringComparison.Ordinal);
        Assert.NotEmpty(await File.ReadAllLinesAsync(await file.PathAsync()));
    }

    private static async Task ChooseAsync(Visit visit, string choice)
    {
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Export" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = choice }).ClickAsync();
    }

    private static async Task GivePasswordAgainAsync(Visit visit)
    {
        await Expect(visit.Heading).ToHaveTextAsync("Confirm who you are");
        await visit.Page.Locator("#password").FillAsync(AppServer.Password);
        await visit.Button("Confirm").ClickAsync();
    }

    private async Task<Person> JoinAsync(string name, string role)
    {
        var (visit, person) = await journeys.JoinAsync(name, role);
        await visit.DisposeAsync();
        return person;
    }

    /// <summary>Lets six minutes go by for every session of a person, which no page can.</summary>
    private async Task AgeAsync(string email)
    {
        const string Script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=30); print(db.execute('UPDATE UserSessions SET AuthenticatedAt = AuthenticatedAt - 3600000000 WHERE UserId = (SELECT Id FROM Users WHERE Email = ?)', (sys.argv[2],)).rowcount > 0); db.commit()";
        var (code, output) = await Tool.RunAsync("python3", "-c", Script, Path.Combine(journeys.DataFolder, "flasktrack.db"), email);
        Assert.Equal((0, "True"), (code, output.Trim()));
    }
}
