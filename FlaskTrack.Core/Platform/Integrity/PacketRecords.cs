using System.Text.Json.Nodes;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>One record of records.json. Data, relations and signatures are JSON of the record's own making.</summary>
public sealed record PacketRecord(string Type, string Code, int Version, JsonObject Data, JsonArray Relations, JsonArray Signatures)
{
    /// <summary>INVARIANT: what both lists of records are ordered by: UTF-16 code units, never a culture.</summary>
    internal static int Compare((string Type, string Code) left, (string Type, string Code) right) =>
        string.CompareOrdinal(left.Type, right.Type) is var type and not 0 ? type : string.CompareOrdinal(left.Code, right.Code);
}

/// <summary>The two data files of a packet: byte for byte the same for the same state.</summary>
public static class PacketData
{
    public const string RecordsFormat = "flasktrack-records/1";

    /// <summary>records.json, ordered by type and code.</summary>
    public static byte[] Records(IEnumerable<PacketRecord> records)
    {
        var ordered = records.ToList();
        ordered.Sort((left, right) => PacketRecord.Compare((left.Type, left.Code), (right.Type, right.Code)));
        return CanonicalJson.Canonicalize(new JsonObject
        {
            ["format"] = RecordsFormat,
            ["records"] = new JsonArray([.. ordered.Select(record => new JsonObject
            {
                ["type"] = record.Type, ["code"] = record.Code, ["version"] = record.Version, ["data"] = record.Data.DeepClone(),
                ["relations"] = record.Relations.DeepClone(), ["signatures"] = record.Signatures.DeepClone(),
            })]),
        });
    }

    /// <summary>audit.jsonl: one canonical event with its hash a line, each ended by a line feed, in order of sequence.</summary>
    public static async Task WriteEventsAsync(Stream to, IAsyncEnumerable<ChainEvent> events, CancellationToken ct)
    {
        await foreach (var entry in events.WithCancellation(ct))
        {
            await to.WriteAsync(entry.ToCanonicalUtf8(withHash: true), ct);
            await to.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    /// <inheritdoc cref="WriteEventsAsync"/>
    public static byte[] Events(IEnumerable<ChainEvent> events)
    {
        using var lines = new MemoryStream();
        foreach (var entry in events)
        {
            lines.Write(entry.ToCanonicalUtf8(withHash: true));
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }
}
