using System.Diagnostics;
using System.Globalization;
using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Bench;

/// <summary>Q9: a workbook of 100,000 rows and 10 columns, styled, frozen and filtered; beside it the same table by Python's writers where they are installed.</summary>
internal static class XlsxBench
{
    private const int Runs = 7;

    private static readonly ExportColumn[] Columns =
    [
        new("Code"), new("Name"), new("Species"), new("State"), new("Passage", ColumnKind.Integer), new("Count", ColumnKind.Integer),
        new("Volume (mL)", ColumnKind.Decimal), new("OD600", ColumnKind.Decimal), new("Taken at (UTC)", ColumnKind.DateTime), new("Sterile", ColumnKind.Boolean),
    ];

    public static async Task RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var path = Path.Combine(Path.GetTempPath(), "flasktrack-bench.xlsx");
        await WriteAsync(path, 1_000);
        var times = new List<double>();
        long peak = 0;
        for (var run = 0; run < Runs; run++)
        {
            GC.Collect();
            var idle = GC.GetTotalMemory(true);
            var watch = Stopwatch.StartNew();
            await WriteAsync(path, rows, row => peak = row % 1_000 == 0 ? Math.Max(peak, GC.GetTotalMemory(false) - idle) : peak);
            times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FlaskTrack: {rows:N0} rows x {Columns.Length} columns: median {times[Runs / 2]:F2} s, slowest {times[^1]:F2} s of {Runs}; peak managed memory over idle {peak / 1e6:F1} MB; file {new FileInfo(path).Length / 1e6:F1} MB"));
        await ReadAsync(path, rows);
        File.Delete(path);
        // The others need minutes for more rows; the comparison is that of Q9.
        if (args.Length > 0) return;
        foreach (var library in (string[])["xlsxwriter", "openpyxl"]) await PythonAsync(library, rows, times[Runs / 2]);
    }

    private static async Task WriteAsync(string path, int rows, Action<int>? watch = null)
    {
        await using var file = File.Create(path);
        await using var book = new WorkbookWriter(file);
        await book.WriteSheetAsync("Samples", Columns, Rows(rows, watch));
        await book.FinishAsync();
    }

    private static IEnumerable<ExportCell[]> Rows(int count, Action<int>? watch)
    {
        var random = new Random(42);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            watch?.Invoke(i);
            yield return
            [
                string.Create(CultureInfo.InvariantCulture, $"SMP-{i:D6}"), string.Create(CultureInfo.InvariantCulture, $"Shoot culture {random.Next(10_000)}"), "Nicotiana tabacum", "growing",
                random.Next(40), i, random.Next(1, 99_999) / 100m, random.Next(1, 9_999) / 1000m, start.AddSeconds(random.Next(10_000_000)), i % 3 == 0,
            ];
        }
    }

    private static async Task ReadAsync(string path, int rows)
    {
        var watch = Stopwatch.StartNew();
        await using var stream = File.OpenRead(path);
        using var opening = await SheetReader.OpenAsync(stream, new(Limits: new() { Rows = rows, FileBytes = stream.Length, ExpandedBytes = long.MaxValue }));
        using var table = opening.File!.Read();
        var count = 0;
        while (table.Read()) count++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FlaskTrack reads it back: {count:N0} rows in {watch.Elapsed.TotalSeconds:F2} s"));
    }

    private static async Task PythonAsync(string library, int rows, double ours)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "xlsx_peers.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, library, rows.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (!File.Exists(start.FileName)) return;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        if (double.TryParse(output, CultureInfo.InvariantCulture, out var seconds))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{library}: {seconds:F2} s, {seconds / ours:F1} times ours"));
        else
            Console.WriteLine($"{library}: not measured ({(await error).Trim().Split('\n')[^1]})");
    }
}
