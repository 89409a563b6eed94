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
    public async Task<Visit> VisitAsync()
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, AcceptDownloads = true });
        context.SetDefaultTimeout(30_000);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>A browser in which the demo's person of that role is signed in.</summary>
    public async Task<Visit> SignInAsync(string role, string organization = "plant")
    {
        var visit = await VisitAsync();
        await visit.SignInAsync($"{role}@{organization}.example");
        return visit;
    }
}
