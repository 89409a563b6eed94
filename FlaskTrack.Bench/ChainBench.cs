using System.Diagnostics;
using System.Globalization;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Bench;

/// <summary>Q7: verifying a chain of 1 M events, at least 200 k events/s on one core. Events are made in portions beforehand and
/// held in memory; only the verifier is on the clock.</summary>
internal static class ChainBench
{
    private const int Portion = 50_000;

    public static Task RunAsync(string[] args)
    {
        var total = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        Measure(Portion);
        var (seconds, bytes, allocated) = Measure(total);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"chain: {total} events of {bytes} bytes verified in {seconds:F2} s, {total / seconds:F0} events/s, {allocated / total} bytes allocated an event"));
        return Task.CompletedTask;
    }

    private static (double Seconds, int Bytes, long Allocated) Measure(int total)
    {
        var verifier = new ChainVerifier("north-lab", head: null, [], _ => true);
        var clock = new Stopwatch();
        var (previous, bytes, allocated) = (ChainHash.Genesis, 0, 0L);
        for (var from = 1; from <= total; from += Portion)
        {
            var events = new ChainEvent[Math.Min(Portion, total - from + 1)];
            for (var index = 0; index < events.Length; index++)
            {
                events[index] = ChainHash.Seal(Make(from + index, previous));
                previous = events[index].Hash;
            }

            bytes = events[^1].ToCanonicalUtf8(withHash: true).Length;
            var before = GC.GetAllocatedBytesForCurrentThread();
            clock.Start();
            foreach (var entry in events) verifier.Add(entry);
            clock.Stop();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        clock.Start();
        var report = verifier.Finish();
        clock.Stop();
        if (!report.Ok || report.LastSequence != total) throw new InvalidOperationException("The chain does not verify: " + report.First);
        return (clock.Elapsed.TotalSeconds, bytes, allocated);
    }

    private static ChainEvent Make(int sequence, string previousHash) => new()
    {
        Organization = "north-lab", Sequence = sequence, Time = DateTimeOffset.UnixEpoch.AddSeconds(sequence), ActorKind = "user", ActorId = 17,
        ActorName = "Ana Díaz", ActorRole = "scientist", Authentication = "password+totp", Channel = "ui", RequestId = "0HN8K2J4L6M8P:00000042",
        SessionId = "b7c1d0e2a9f84c56", Ip = "192.0.2.17", UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        Action = "samples.edit", EntityType = "sample", EntityId = sequence % 9973,
        EntityCode = string.Create(CultureInfo.InvariantCulture, $"S-{sequence % 9973:D6}"), EntityLabel = "HeLa lysate, 37 °C", EntityVersion = 3,
        Before = """{"location":"Freezer 2 / Box 14 / A7","volume_ul":"120.5"}""", After = """{"location":"Freezer 2 / Box 15 / B1","volume_ul":"100.5"}""",
        Reason = "Aliquot taken for run 12", PreviousHash = previousHash,
    };
}
