using System.Diagnostics;
using System.Globalization;

namespace FlaskTrack.Bench;

/// <summary>Q14: from the start of the process to the first page, on an empty data folder and with a million samples.</summary>
internal static class StartBench
{
    private const int Runs = 7;

    public static async Task RunAsync(string[] args)
    {
        var samples = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var empty = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
            await using (var server = BenchServer.Start(folder.FullName)) empty.Add(await server.FirstAsync("/setup"));
            folder.Delete(recursive: true);
        }

        Report("first start, empty folder, /setup", empty);
        await FilledAsync(samples);
    }

    private static async Task FilledAsync(int samples)
    {
        var folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
        var watch = Stopwatch.StartNew();
        await SampleFill.MakeAsync(folder.FullName, samples);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{samples:N0} samples made in {watch.Elapsed.TotalSeconds:F1} s, {new FileInfo(Path.Combine(folder.FullName, "flasktrack.db")).Length / 1048576.0:F0} MB"));
        var cookie = "";
        await using (var server = BenchServer.Start(folder.FullName))
        {
            await server.FirstAsync("/sign-in");
            await server.SignInAsync(SampleFill.Name, SampleFill.Password);
            cookie = server.Cookie;
        }

        var (open, home, list) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var server = BenchServer.Start(folder.FullName);
            open.Add(await server.FirstAsync("/sign-in"));
            server.Cookie = cookie;
            list.Add(await server.FirstAsync("/samples"));
            home.Add(await server.FirstAsync("/account"));
        }

        Report("start with samples, /sign-in", open);
        Report("start with samples, then /samples signed in", list);
        Report("start with samples, then a further page", home);
        folder.Delete(recursive: true);
    }

    internal static void Report(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {milliseconds[milliseconds.Count / 2]:F0} ms, fastest {milliseconds[0]:F0} ms, slowest {milliseconds[^1]:F0} ms of {milliseconds.Count}"));
    }
}
