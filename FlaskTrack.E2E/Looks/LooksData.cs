using System.Text;
using System.Text.RegularExpressions;

using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

namespace FlaskTrack.E2E.Looks;

/// <summary>What the examples' addresses name: a sample with a lineage, a packet, a member, an open invitation, and somebody whose password alone lets nobody in.</summary>
internal sealed partial record LooksData(IReadOnlyDictionary<string, string> Names, Person Guarded, Person Beginner)
{
    /// <summary>In place of a role: the guarded person after the password and before the code.</summary>
    public const string HalfSignedIn = "half signed in";

    /// <summary>In place of a role: somebody who has begun to set up an authenticator.</summary>
    public const string Enrolling = "enrolling";

    private static Task<LooksData>? made;

    /// <summary>Made once; the journeys run one after the other.</summary>
    public static Task<LooksData> OfAsync(Journeys journeys) => made ??= MakeAsync(journeys);

    public string Fill(string path) => Braces().Replace(path, name => Names[name.Groups[1].Value]);

    private static async Task<LooksData> MakeAsync(Journeys journeys)
    {
        await using var owner = await journeys.SignInAsync("owner");
        var names = new Dictionary<string, string>
        {
            ["sample"] = await LastPartAsync(owner, "/samples", "td a.code"),
            ["other"] = await LastPartAsync(owner, "/samples", "tr:nth-child(6) td a.code"),
            ["import"] = await ImportAsync(owner),
            ["packet"] = await LastPartAsync(owner, "/evidence", "td a.code"),
            ["member"] = await LastPartAsync(owner, "/members", "tbody a[href^='/members/']"),
            ["invitation"] = await journeys.InviteAsync(Person.New("Ylva Strand").Email, "technician"),
        };
        return new LooksData(names, await GuardAsync(journeys), await BeginAsync(journeys));
    }

    private static async Task<string> LastPartAsync(Visit visit, string list, string link)
    {
        await visit.OpenAsync(list);
        return (await visit.Page.Locator(link).First.GetAttributeAsync("href"))!.Split('/')[^1];
    }

    /// <summary>One row is imported, because the demo's records came another way.</summary>
    private static async Task<string> ImportAsync(Visit visit)
    {
        const string Sheet = "Name,Domain,Species,Kind\nLooked at,tissue culture,Musa acuminata,explant\n";
        await visit.OpenAsync("/import/samples");
        await visit.Page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "one-explant.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Sheet) });
        await visit.Button("Check 1 row").ClickAsync();
        await visit.Button("Write 1 row").ClickAsync();
        await visit.Page.WaitForURLAsync("**/imports/**");
        return visit.Page.Url.Split('/')[^1];
    }

    private static async Task<Person> BeginAsync(Journeys journeys)
    {
        var (visit, person) = await journeys.JoinAsync("Ole Dahl", "viewer");
        await using var closing = visit;
        await visit.Page.GotoAsync("/account/security");
        await visit.Button("Set up an authenticator").ClickAsync();
        await visit.Page.Locator("#authenticator-key").WaitForAsync();
        return person;
    }

    private static async Task<Person> GuardAsync(Journeys journeys)
    {
        var (visit, person) = await journeys.JoinAsync("Oda Berg", "viewer");
        await using var closing = visit;
        await visit.Page.GotoAsync("/account/security");
        await visit.Button("Set up an authenticator").ClickAsync();
        var app = new Authenticator(await visit.Page.Locator("#authenticator-key").InnerTextAsync());
        await visit.GiveCodeAsync(app.Next(), "Set up");
        await visit.Page.Locator("ul.recovery li").First.WaitForAsync();
        return person;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
