using System.Diagnostics;

using FlaskTrack.Core.Samples;

namespace FlaskTrack.Bench;

/// <summary>Q5: audited edits by 50 clients at once on SQLite with full durability, each through the runner with its own sample.</summary>
internal static class WritesBench
{
    public static async Task RunAsync(string[] args)
    {
        var seconds = Number(args, 0, 10);
        var clients = Number(args, 1, 50);
        await using var lab = await BenchLab.OpenAsync();
        var (fields, codes) = await lab.SamplesAsync(clients);
        // The runtime compiles hot code a second time, in the background; until that is done the figures are of the compiler.
        for (var warm = 0; warm < 10_000;) warm += (await LoadAsync(lab, fields, codes, TimeSpan.FromSeconds(1))).Count;
        using var process = Process.GetCurrentProcess();
        for (var round = 1; round <= Number(args, 2, 3); round++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            var times = await LoadAsync(lab, fields, codes, TimeSpan.FromSeconds(seconds));
            process.Refresh();
            var work = (process.TotalProcessorTime - before).TotalMilliseconds / times.Count;
            times.Sort();
            Console.WriteLine($"round {round}: {times.Count / (double)seconds:n0} audited edits/s, {clients} clients, median {times[times.Count / 2]:0.0} ms, p99 {times[(int)(times.Count * 0.99)]:0.0} ms, slowest {times[^1]:0.0} ms, {work:0.00} ms of processor time an edit");
        }
    }

    private static int Number(string[] args, int place, int otherwise) => args.Length > place ? int.Parse(args[place], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    private static async Task<List<double>> LoadAsync(BenchLab lab, SampleFields fields, IReadOnlyList<string> codes, TimeSpan span)
    {
        var watch = Stopwatch.StartNew();
        var clients = codes.Select((code, client) => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var turn = 0; watch.Elapsed < span; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                var result = await lab.RunAsync(lab.Owner, new EditSample(code, fields with { Name = $"Bench {client} turn {turn} {watch.ElapsedTicks}" }, null));
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (!result.IsOk) throw new InvalidOperationException(result.Problem.Sentence);
            }

            return times;
        }));
        return [.. (await Task.WhenAll(clients)).SelectMany(times => times)];
    }
}
