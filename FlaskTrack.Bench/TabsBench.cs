using System.Globalization;

using Microsoft.Playwright;

namespace FlaskTrack.Bench;

/// <summary>Q11: what one more open tab on the sample list takes of the server's memory, seen from outside: resident memory with a collector told to be thrifty. The
/// rest of the collector's slack is in the figure, so it is an upper bound.</summary>
internal static class TabsBench
{
    private const int Warm = 5;

    /// <param name="args">Number of tabs, 30 unless given.</param>
    public static async Task RunAsync(string[] args)
    {
        var tabs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30;
        var folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
        await SampleFill.MakeAsync(folder.FullName, 10_000);
        await using (var server = BenchServer.Start(folder.FullName, ("DOTNET_GCConserveMemory", "9"), ("DOTNET_GCgen0size", "0x400000")))
        {
            await server.FirstAsync("/sign-in");
            await server.SignInAsync(SampleFill.Name, SampleFill.Password);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(PaintBench.Options);
            await using var context = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString() });
            await PaintBench.SignInAsync(context, server);
            for (var tab = 0; tab < Warm; tab++) await OpenAsync(context);
            var before = await ResidentAsync(server.ProcessId);
            for (var tab = 0; tab < tabs; tab++) await OpenAsync(context);
            var after = await ResidentAsync(server.ProcessId);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tabs} tabs on the sample list: {(after - before) / (double)tabs:F0} KB each (resident memory {before / 1024} to {after / 1024} MB)"));
        }

        folder.Delete(recursive: true);
    }

    private static async Task OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/samples");
        await page.Locator("html[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Kilobytes, as Linux counts them.</summary>
    private static async Task<long> ResidentAsync(int process)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{process}/status")).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
