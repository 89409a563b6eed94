using System.Diagnostics;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Bench;

/// <summary>Q6: what one audit event costs inside an edit. The audit cannot be switched off, so the cost of an event is the difference between an edit and the same
/// edit with one more event in its transaction; the share is that cost over the edit without it.</summary>
internal static class AuditcostBench
{
    public static async Task RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 2000;
        await using var lab = await BenchLab.OpenAsync();
        var (fields, codes) = await lab.SamplesAsync(1);
        var plain = new List<double>();
        var extra = new List<double>();
        for (var i = 0; i < 300 + rounds; i++)
        {
            var name = fields with { Name = $"Bench {i}" };
            var a = await EditAsync(lab, codes[0], name with { Name = name.Name + "a" }, events: 0);
            var b = await EditAsync(lab, codes[0], name with { Name = name.Name + "b" }, events: 1);
            if (i < 300) continue;
            plain.Add(a);
            extra.Add(b);
        }

        plain.Sort();
        extra.Sort();
        var edit = plain[plain.Count / 2];
        var audit = extra[extra.Count / 2] - edit;
        Console.WriteLine($"edit with its event {edit:0.000} ms, one event costs {audit:0.000} ms: {audit / (edit - audit):P0} over the edit without it (medians of {rounds})");
    }

    private static async Task<double> EditAsync(BenchLab lab, string code, SampleFields fields, int events)
    {
        var started = Stopwatch.GetTimestamp();
        await using var context = lab.Factory.Create(new DatabaseScope(TimeProvider.System) { Audit = new AuditScope { ActorKind = "user", ActorName = "Bench Owner", Channel = "rest", Action = "samples.edit", MemberId = 1 } });
        context.Enter(lab.OrganizationId, "bench");
        await using var transaction = await context.Database.BeginTransactionAsync();
        var sample = await context.Set<Sample>().FirstAsync(row => row.Code == code);
        context.Entry(sample).Property(row => row.Name).CurrentValue = fields.Name!;
        await context.SaveChangesAsync();
        for (var i = 0; i < events; i++)
            await AuditChain.AppendAsync(context, [new PendingEvent(null, "sample", 1, code, "Bench", null, """{"name":"Bench before"}""", """{"name":"Bench after"}""")], "bench", context.Scope.Audit!, accessChanged: false, default);
        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
