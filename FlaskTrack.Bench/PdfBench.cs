using System.Diagnostics;
using System.Globalization;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Bench;

/// <summary>Times the audit table of an evidence packet (quality goal Q8): 10,000 rows, and 1,000 pages.</summary>
internal static class PdfBench
{
    private const int Runs = 5;
    private static readonly DateTimeOffset Made = new(2026, 11, 12, 8, 18, 44, TimeSpan.Zero);

    public static Task RunAsync(string[] args)
    {
        Console.WriteLine("case | pages | seconds (median) | MB over idle | file MB");
        Measure("10,000 rows", 10_000);
        Measure("1,000 pages", 43_100);
        if (args.Length > 0) WriteTo(args[0]);
        return Task.CompletedTask;
    }

    private static void WriteTo(string path)
    {
        using var file = File.Create(path);
        PdfWriter.Write(Document(10_000), file);
    }

    private static void Measure(string name, int rows)
    {
        var seconds = new List<double>();
        var (memory, pages, bytes) = (0L, 0, 0L);
        PdfWriter.Write(Document(100), Stream.Null);
        for (var run = 0; run < Runs; run++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var idle = Process.GetCurrentProcess().WorkingSet64;
            var peak = new Peak(idle);
            var path = Path.GetTempFileName();
            var watch = Stopwatch.StartNew();
            using (var file = File.Create(path)) (pages, bytes, _) = PdfWriter.Write(Document(rows), file, peak);
            seconds.Add(watch.Elapsed.TotalSeconds);
            memory = Math.Max(memory, peak.Highest - idle);
            File.Delete(path);
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name} | {pages} | {seconds[Runs / 2]:F2} | {memory / 1048576.0:F1} | {bytes / 1048576.0:F1}"));
    }

    private static PdfDocument Document(int rows) => new()
    {
        Title = "Audit trail",
        CreatedAt = Made,
        Footer = new("EVP-000019", "12 Nov 2026 09:18:44 CET", "Page {page} of {pages}"),
        Header = new("Audit trail"),
        Blocks = [new Heading(1, "Audit trail"), new Table(
            [new("#", 0.6, Align.End), new("Time", 1.7), new("Who", 1.4), new("Action", 1.5), new("Record", 1.4), new("Hash", 2.1, Style: TextStyle.Mono) { Size = 5.6 }],
            Enumerable.Range(1, rows).Select(Row)) { Size = 7 }],
    };

    private static IReadOnlyList<RichText> Row(int row)
    {
        var number = row.ToString(CultureInfo.InvariantCulture);
        var time = Made.AddSeconds(row * 37).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return [number, time, row % 3 == 0 ? "Linh Đặng" : "Marta Okafor", row % 5 == 0 ? "samples.edit" : "measurements.record",
            "SMP-" + row.ToString("D6", CultureInfo.InvariantCulture), Convert.ToHexStringLower(BitConverter.GetBytes(row * 2654435761L)) + "d767d7f2e5a1b0c4"];
    }

    /// <summary>Looks at memory each 20 pages.</summary>
    private sealed class Peak(long idle) : IProgress<int>
    {
        public long Highest { get; private set; } = idle;

        public void Report(int value)
        {
            if (value % 20 == 0) Highest = Math.Max(Highest, Process.GetCurrentProcess().WorkingSet64);
        }
    }
}
