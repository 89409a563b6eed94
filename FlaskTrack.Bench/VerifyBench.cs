using System.Diagnostics;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Bench;

/// <summary>Q7: verifying a chain of a million events from a SQLite file, on one core.</summary>
internal static class VerifyBench
{
    private const string Slug = "bench";

    public static async Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("flasktrack-bench-");
        try
        {
            var factory = new DatabaseFactory(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "bench.db")}"));
            await DatabaseSetup.CreateAsync(factory, default);
            await FillAsync(factory, count);
            using var keys = new SigningKeys(new SigningKeyOptions { Folder = Path.Combine(folder.FullName, "keys") }, TimeProvider.System);
            await ReadAsync(factory);
            await SearchAsync(factory);
            for (var round = 0; round < 3; round++)
            {
                await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
                context.Enter(1, Slug);
                using var process = Process.GetCurrentProcess();
                var before = process.TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                var (report, _) = await ChainWalk.VerifyAsync(context, keys, null, default);
                process.Refresh();
                var work = (process.TotalProcessorTime - before).TotalSeconds;
                Console.WriteLine($"verify {report.Events:n0} events, intact {report.Ok}: {watch.Elapsed.TotalSeconds:0.00} s, {report.Events / watch.Elapsed.TotalSeconds:n0} events/s; {work:0.00} s of processor time, {report.Events / work:n0} events/s of one core; {GC.GetTotalMemory(false) / 1048576} MiB managed");
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The reading alone, to see what of the time is the database's.</summary>
    private static async Task ReadAsync(DatabaseFactory factory)
    {
        await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
        context.Enter(1, Slug);
        var count = 0L;
        var watch = Stopwatch.StartNew();
        await EventReader.WalkAsync(context, 0, long.MaxValue, _ => count++, default);
        Console.WriteLine($"read {count:n0} events: {watch.Elapsed.TotalSeconds:0.00} s, {count / watch.Elapsed.TotalSeconds:n0} events/s");
    }

    /// <summary>AUD-3: the first page of one actor's month.</summary>
    private static async Task SearchAsync(DatabaseFactory factory)
    {
        await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
        context.Enter(1, Slug);
        var audit = new AuditReading(context, new Principal { MemberId = 1, Role = RoleDefinition.BuiltIn(Role.Technician), IsActive = true });
        foreach (var filter in new[] { new AuditFilter { Actor = "17", From = StepClock.Start.AddDays(90), To = StepClock.Start.AddDays(120) }, new AuditFilter { Text = "GR2 B11 39", From = StepClock.Start.AddDays(90), To = StepClock.Start.AddDays(120) }, AuditFilter.None })
        {
            var watch = Stopwatch.StartNew();
            var (first, last) = await AuditSearch.SpanAsync(audit, filter, default);
            var rows = await AuditSearch.Apply(audit, filter).Where(e => e.Sequence >= first && e.Sequence <= last).OrderByDescending(e => e.Sequence).Take(51).ToListAsync();
            var withheld = await audit.Withheld.Where(place => place.Sequence >= first && place.Sequence <= last).OrderByDescending(place => place.Sequence).Take(51).ToListAsync();
            Console.WriteLine($"search {filter.Actor ?? filter.Text ?? "all"}: {rows.Count} rows, {withheld.Count} withheld in {watch.ElapsedMilliseconds} ms");
        }
    }

    /// <summary>Half a day passes at each look, so that a million events are spread over more than a year.</summary>
    private sealed class StepClock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private int looks;

        public override DateTimeOffset GetUtcNow() => Start.AddHours(12 * looks++);
    }

    private static async Task FillAsync(DatabaseFactory factory, int count)
    {
        await using var context = factory.Create(new DatabaseScope(new StepClock()));
        await Sql.ExecuteAsync(context, "PRAGMA foreign_keys=OFF", default);
        context.Enter(1, Slug);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await AuditChain.BeginAsync(context, default);
        var scope = new AuditScope { ActorKind = "user", ActorId = 7, ActorName = "Leïla Haddad", ActorRole = "technician", Authentication = "password+totp", Channel = "ui", SessionId = "4f1c2d3e4f1c2d3e4f1c2d3e4f1c2d3e", Ip = "10.4.2.31", UserAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0", Action = "samples.edit" };
        const int batch = 1000;
        for (var from = 0; from < count; from += batch)
        {
            var events = Enumerable.Range(from, Math.Min(batch, count - from)).Select(i => new PendingEvent(null, "sample", i % 5000, $"SMP-{i % 5000:000000}", $"Explant {i % 5000}", 1 + (i / 5000), $"{{\"location\":\"GR2 A{i % 12} {i % 40:00}\",\"state\":\"multiplying\"}}", $"{{\"location\":\"GR2 B{i % 12} {i % 40:00}\",\"state\":\"rooting\"}}"));
            await AuditChain.AppendAsync(context, events, Slug, scope with { ActorId = from / batch % 50 }, accessChanged: false, default);
        }

        await transaction.CommitAsync();
    }
}
