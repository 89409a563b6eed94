using System.Globalization;

using Microsoft.Playwright;

namespace FlaskTrack.Bench;

/// <summary>Q13: when Chromium first paints a signed-in page on loopback, by the browser's own paint timing; and, where Lighthouse is named, its scores.</summary>
internal static class PaintBench
{
    private const int Runs = 15;
    private static readonly string[] Pages = ["/", "/samples", "/members", "/audit"];
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    public static BrowserTypeLaunchOptions Options => new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Places, File.Exists), Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] };

    /// <summary>Gives a browser the session of the server's own client.</summary>
    public static Task SignInAsync(IBrowserContext context, BenchServer server) =>
        context.AddCookiesAsync(server.Cookie.Split("; ").Select(pair => pair.Split('=', 2)).Select(pair => new Cookie { Name = pair[0], Value = pair[1], Url = server.Address.ToString() }));

    /// <param name="args">Number of samples, 10,000 unless given.</param>
    public static async Task RunAsync(string[] args)
    {
        var samples = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
        await SampleFill.MakeAsync(folder.FullName, samples);
        await using (var server = BenchServer.Start(folder.FullName))
        {
            await server.FirstAsync("/sign-in");
            await server.SignInAsync(SampleFill.Name, SampleFill.Password);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(Options);
            foreach (var path in Pages) await MeasureAsync(browser, server, path);
            await LighthouseScores.PrintAsync(server, Pages);
        }

        folder.Delete(recursive: true);
    }

    private static async Task MeasureAsync(IBrowser browser, BenchServer server, string path)
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var context = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
            await SignInAsync(context, server);
            var page = await context.NewPageAsync();
            first.Add(await PaintAsync(page, path));
            again.Add(await PaintAsync(page, path));
        }

        StartBench.Report($"{path} first paint, nothing kept by the browser", first);
        StartBench.Report($"{path} first paint, files kept by the browser", again);
    }

    private static async Task<double> PaintAsync(IPage page, string path)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        return await page.EvaluateAsync<double>("() => new Promise(done => { const look = () => { const p = performance.getEntriesByName('first-contentful-paint')[0]; p ? done(p.startTime) : requestAnimationFrame(look) }; look() })");
    }
}
