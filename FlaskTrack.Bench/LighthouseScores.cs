using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FlaskTrack.Bench;

/// <summary>Lighthouse over signed-in pages, where the environment variable LIGHTHOUSE names its command line (<c>node_modules/lighthouse/cli/index.js</c>).</summary>
internal static class LighthouseScores
{
    private static readonly string[] Strict = ["accessibility", "best-practices"];

    public static async Task PrintAsync(BenchServer server, IEnumerable<string> pages)
    {
        if (Environment.GetEnvironmentVariable("LIGHTHOUSE") is not { Length: > 0 } program)
        {
            Console.WriteLine("Lighthouse: not measured; name its cli/index.js in LIGHTHOUSE");
            return;
        }

        foreach (var path in pages) await PrintAsync(program, server, path);
    }

    private static async Task PrintAsync(string program, BenchServer server, string path)
    {
        var output = Path.GetTempFileName();
        var headers = JsonSerializer.Serialize(new Dictionary<string, string> { ["Cookie"] = server.Cookie });
        var start = new ProcessStartInfo("node", [program, new Uri(server.Address, path).ToString(), "--quiet", "--output=json", $"--output-path={output}", "--preset=desktop", $"--extra-headers={headers}", "--only-categories=performance,accessibility,best-practices", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CHROME_PATH"] = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium" },
        };
        using var process = Process.Start(start)!;
        var fault = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            Console.WriteLine($"Lighthouse {path}: {(await fault).Trim().Split('\n')[^1]}");
            return;
        }

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(output));
        var scores = report.RootElement.GetProperty("categories").EnumerateObject().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Value.GetProperty("score").GetDouble() * 100:F0}"));
        Console.WriteLine($"Lighthouse {path}: {string.Join(", ", scores)}{Missed(report.RootElement)}");
        File.Delete(output);
    }

    /// <summary>Audits of accessibility and best practices that failed, by id.</summary>
    private static string Missed(JsonElement report)
    {
        var wanted = Strict.SelectMany(name => report.GetProperty("categories").GetProperty(name).GetProperty("auditRefs").EnumerateArray()).Where(audit => audit.GetProperty("weight").GetDouble() > 0).Select(audit => audit.GetProperty("id").GetString()!).ToHashSet();
        var missed = report.GetProperty("audits").EnumerateObject().Where(audit => wanted.Contains(audit.Name) && audit.Value.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() < 1).Select(audit => audit.Name).ToList();
        return missed.Count == 0 ? "" : "; missed " + string.Join(", ", missed);
    }
}
