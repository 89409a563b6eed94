using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using Microsoft.Playwright;

namespace FlaskTrack.E2E.Support;

/// <summary>One server and one Chromium for all journeys, which run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class JourneyCollection : ICollectionFixture<Journeys>
{
    public const string Name = "Journeys";
}

public sealed class Journeys : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome"];
    private AppServer? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address => server!.Address;

    public async Task InitializeAsync()
    {
        server = await AppServer.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Places, File.Exists) ?? throw new InvalidOperationException("Chromium was not found. Install it or name it in CHROMIUM."),
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        });
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>A browser of its own: no cookies, nothing kept.</summary>
    /// <param name="at">Another address of the same server, or another server.</param>
    /// <param name="screen">Another screen than a desk's.</param>
    public async Task<Visit> VisitAsync(Uri? at = null, BrowserNewContextOptions? screen = null)
    {
        var options = screen ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, AcceptDownloads = true };
        options.BaseURL = (at ?? Address).ToString();
        var context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>A browser in which the demo's person of that role is signed in.</summary>
    public async Task<Visit> SignInAsync(string role, string organization = "plant", Uri? at = null)
    {
        var visit = await VisitAsync(at);
        await visit.SignInAsync($"{role}@{organization}.example");
        return visit;
    }

    /// <summary>A browser in which a new member is signed in, whose account no other journey uses.</summary>
    public async Task<(Visit Visit, Person Person)> JoinAsync(string name, string role, Uri? at = null)
    {
        var person = Person.New(name);
        var link = await InviteAsync(person.Email, role);
        var visit = await VisitAsync(at);
        await visit.RegisterAsync(link, person);
        await visit.Page.WaitForURLAsync(url => !url.Contains("/invitation", StringComparison.Ordinal));
        return (visit, person);
    }

    /// <summary>Invites and gives the path of the link.</summary>
    public async Task<string> InviteAsync(string email, string role)
    {
        using var admin = await ApiAsync("admin@plant.example");
        using var answer = await admin.PostAsJsonAsync(new Uri("/api/v1/invitations", UriKind.Relative), new { emails = new[] { email }, role });
        answer.EnsureSuccessStatusCode();
        var line = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data")[0];
        return new Uri(line.GetProperty("link").GetString()!).AbsolutePath;
    }

    /// <summary>A client that is no browser, signed in with a token.</summary>
    public async Task<HttpClient> ApiAsync(string name)
    {
        var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/auth/login", UriKind.Relative), new { username = name, password = AppServer.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Ends the server as a power cut would and starts it again on its data, at the same address.</summary>
    public Task KillAsync() => server!.KillAsync();

    public Task StartAgainAsync() => server!.StartAgainAsync();

    /// <summary>Where the server keeps its database.</summary>
    public string DataFolder => server!.Folder;
}
