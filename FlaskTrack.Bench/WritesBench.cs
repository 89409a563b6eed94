using System.Diagnostics;

using FlaskTrack.Core.Samples;

namespace FlaskTrack.Bench;

/// <summary>Q5: audited edits by 50 clients at once on SQLite with full durability, each through the runner with its own sample.</summary>
internal static class WritesBench
{
    private const int Clients = 50;

    public static async Task RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10;
        await using var lab = await BenchLab.OpenAsync();
        var (fields, codes) = await lab.SamplesAsync(Clients);
        await LoadAsync(lab, fields, codes, TimeSpan.FromSeconds(2));
        for (var round = 1; round <= 3; round++)
        {
            var times = await LoadAsync(lab, fields, codes, TimeSpan.FromSeconds(seconds));
            times.Sort();
            Console.WriteLine($"round {round}: {times.Count / (double)seconds:n0} audited edits/s, {Clients} clients, median {times[times.Count / 2]:0.0} ms, p99 {times[(int)(times.Count * 0.99)]:0.0} ms");
        }
    }

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
