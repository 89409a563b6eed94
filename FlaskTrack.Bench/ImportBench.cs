using System.Diagnostics;
using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples.Import;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Bench;

/// <summary>A sheet of samples from its upload to the end of its job: kept, checked, written with an event for each sample, all in one transaction.</summary>
internal static class ImportBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(string[] args)
    {
        int[] sizes = args.Length > 0 ? [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))] : [5_000];
        foreach (var size in sizes)
        {
            var (checks, writes) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                await using var lab = await BenchLab.OpenAsync();
                var sheet = await SheetAsync(lab, size);
                var started = Stopwatch.GetTimestamp();
                await lab.RunAsync(lab.Owner, new PreviewSampleImport(sheet, new ImportPlan()));
                checks.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);

                started = Stopwatch.GetTimestamp();
                var kept = (await lab.RunAsync(lab.Owner, new KeepSampleUpload("bench.csv", sheet, new ImportPlan()))).Value;
                var asked = (await lab.RunAsync(lab.Owner, new RequestSampleImport(kept.Id, new ImportPlan(), []))).Value;
                await lab.Services.GetRequiredService<SampleImporter>().WriteAsync(new JobPlace(lab.OrganizationId, "bench", asked.Id, lab.Owner.UserId!.Value), default);
                writes.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                var done = (await lab.RunAsync(lab.Owner, new GetSampleImport(asked.Code))).Value;
                if (done.Import.Created != size) throw new InvalidOperationException($"{done.Import.Created} of {size} rows were written. {done.Failure}");
            }

            checks.Sort();
            writes.Sort();
            Console.WriteLine($"{size:n0} rows: check median {checks[Rounds / 2]:n2} s, kept and written median {writes[Rounds / 2]:n2} s, slowest of {Rounds} {writes[^1]:n2} s, {size / writes[Rounds / 2]:n0} samples/s");
        }
    }

    private static async Task<ImportTable> SheetAsync(BenchLab lab, int size)
    {
        var species = (await lab.RunAsync(lab.Owner, new FindSpecies())).Value[0].ScientificName;
        return new ImportTable(["Name", "Domain", "Species", "Kind", "Location", "Position", "Notes"],
            [.. Enumerable.Range(1, size).Select(i => new ImportRow(i + 1, [$"Bench {i}", "general", species, "culture", $"Freezer {i / 100}", $"A{i % 100}", "Shoot 12 mm, medium clear at 24.5 °C"]))]);
    }
}
