using System.Diagnostics;
using System.Globalization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.Data.Sqlite;

namespace FlaskTrack.Bench;

/// <summary>Q2 and Q3: the first and the next page of samples, and the count beside it, for an ordinary user who may read 100, 1 % or 60 % of them.</summary>
internal static class ListBench
{
    private const int Rounds = 200;

    public static async Task RunAsync(string[] args)
    {
        int[] sizes = args.Length > 0 ? [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))] : [10_000, 100_000];
        foreach (var size in sizes)
        {
            await using var lab = await BenchLab.OpenAsync();
            var reader = await ReaderAsync(lab);
            await FillAsync(lab, size);
            foreach (var (name, share) in new[] { ("100 samples", 100.0 / size), ("1 %", 0.01), ("60 %", 0.6) })
            {
                await ShareAsync(lab, share);
                await MeasureAsync(lab, reader, $"{size:n0} samples, reads {name}");
            }
        }
    }

    private static async Task MeasureAsync(BenchLab lab, Caller reader, string what)
    {
        var first = new FindSamples();
        var page = (await lab.RunAsync(reader, first)).Value;
        Report(what, "first page", await TimeAsync(() => lab.RunAsync(reader, first)));
        if (page.Next is not null) Report(what, "next page", await TimeAsync(() => lab.RunAsync(reader, first with { After = page.Next })));
        Report(what, "by name", await TimeAsync(() => lab.RunAsync(reader, first with { Sort = SampleSort.Name, Descending = false })));
        Report(what, "state and species", await TimeAsync(() => lab.RunAsync(reader, first with { Filter = new SampleFilter { States = ["in_progress"], SpeciesIds = [page.Rows[0].SpeciesId] } })));
        Report(what, "count", await TimeAsync(() => lab.RunAsync(reader, new CountSamples(new SampleFilter()))));
    }

    private static async Task<List<double>> TimeAsync<T>(Func<Task<T>> act)
    {
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds + 20; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            if (i >= 20) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static void Report(string what, string part, List<double> times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {part,-18} median {times[Rounds / 2],6:0.00} ms, p99 {times[Rounds * 99 / 100],6:0.00} ms"));

    private static async Task<Caller> ReaderAsync(BenchLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "system", ActorName = "Benchmark", Channel = "job", Action = "bench" } });
        var user = new Core.Accounts.User { UserName = "reader@bench.example", NormalizedUserName = "READER@BENCH.EXAMPLE", Email = "reader@bench.example", NormalizedEmail = "READER@BENCH.EXAMPLE", FullName = "Bench Reader" };
        context.Add(user);
        await context.SaveChangesAsync();
        context.Enter(lab.OrganizationId, "bench");
        context.Add(new Membership { UserId = user.Id, Role = Role.Scientist, DisplayName = "Bench Reader", JoinedAt = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync();
        return Caller.Demo(user.Id, "bench");
    }

    /// <summary>One sample through the runner, then copies of it past it: a million audited creations would measure something else.</summary>
    private static async Task FillAsync(BenchLab lab, int size)
    {
        await lab.SamplesAsync(1);
        await using var connection = new SqliteConnection(lab.Factory.Database.ConnectionString);
        await connection.OpenAsync();
        var columns = new List<string>();
        await using (var info = connection.CreateCommand())
        {
            info.CommandText = "SELECT name FROM pragma_table_info('Samples')";
            await using var reader = await info.ExecuteReaderAsync();
            while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        }

        var values = columns.Select(column => column switch
        {
            "Id" => "s.\"Id\" + i",
            "Code" => "printf('TST-%07d', i)",
            "NameKey" => "printf('line %07d', (i * 7919) % 1000003)",
            "UpdatedAt" => "s.\"UpdatedAt\" - i * 10000000",
            "State" => "CASE i % 3 WHEN 0 THEN 'created' WHEN 1 THEN 'in_progress' ELSE 'completed' END",
            "Passage" => "i % 12",
            _ => $"s.\"{column}\"",
        });
        await using var fill = connection.CreateCommand();
        fill.CommandTimeout = 600;
        fill.CommandText = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size}) INSERT INTO \"Samples\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} FROM n, (SELECT * FROM \"Samples\" LIMIT 1) s";
        await fill.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the rest of the samples restricted to their owner, spread evenly.</summary>
    private static async Task ShareAsync(BenchLab lab, double share)
    {
        await using var connection = new SqliteConnection(lab.Factory.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"UPDATE \"Samples\" SET \"Visibility\" = CASE WHEN (\"Id\" * 2654435761) % 1000000 < {share * 1_000_000:0} THEN 'Organization' ELSE 'Restricted' END;");
        await command.ExecuteNonQueryAsync();
    }
}
