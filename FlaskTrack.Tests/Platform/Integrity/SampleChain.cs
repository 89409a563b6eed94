using System.Text.Json.Nodes;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>Seeded audit events, linked into a chain.</summary>
internal static class SampleChain
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static ChainEvent Event(SampleJson json, long sequence, string previousHash)
    {
        var random = json.Random;
        string? Maybe() => random.Next(3) == 0 ? null : json.Text();
        long? MaybeId() => random.Next(3) == 0 ? null : random.NextInt64(1, 1L << 53);
        string? Changes() => random.Next(3) == 0 ? null : CanonicalJson.ToText(json.Members(2));
        return new ChainEvent
        {
            Organization = "north-lab", Sequence = sequence, Time = Start.AddTicks(sequence * 31_415_927), ActorKind = "user",
            ActorId = MaybeId(), ActorName = Maybe(), ActorRole = Maybe(), OnBehalfOf = Maybe(), Authentication = Maybe(),
            Channel = "ui", RequestId = Maybe(), SessionId = Maybe(), Ip = Maybe(), UserAgent = Maybe(), Action = "samples.edit",
            EntityType = "sample", EntityId = MaybeId(), EntityCode = Maybe(), EntityLabel = Maybe(),
            EntityVersion = random.Next(1, 9), Before = Changes(), After = Changes(), Reason = Maybe(), SignatureId = MaybeId(),
            PreviousHash = previousHash,
        };
    }

    public static List<ChainEvent> Of(int seed, int count)
    {
        var json = new SampleJson(seed);
        var chain = new List<ChainEvent>(count);
        for (var sequence = 1; sequence <= count; sequence++)
            chain.Add(ChainHash.Seal(Event(json, sequence, chain.Count == 0 ? ChainHash.Genesis : chain[^1].Hash)));
        return chain;
    }

    /// <summary>The sample for which a known answer was computed by other means.</summary>
    public static ChainEvent Known() => new()
    {
        Organization = "north-lab", Sequence = 1, Time = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567),
        ActorKind = "user", ActorId = 7, ActorName = "Ana Díaz", ActorRole = "scientist", Authentication = "password+totp", Channel = "ui",
        RequestId = "r1", SessionId = "s1", Ip = "192.0.2.7", UserAgent = "Firefox", Action = "samples.edit", EntityType = "sample",
        EntityId = 12, EntityCode = "S-000012", EntityLabel = "37 °C \"lysate\"", EntityVersion = 2,
        Before = CanonicalJson.ToText(new JsonObject { ["volume"] = "1.5" }), After = CanonicalJson.ToText(new JsonObject { ["volume"] = "2.5" }),
        Reason = "Recount\nagreed", PreviousHash = ChainHash.Genesis,
    };
}
