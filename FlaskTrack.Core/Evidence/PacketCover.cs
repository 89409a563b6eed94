using System.Globalization;

using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Core.Evidence;

/// <summary>The first page: whose, what, as of when, how much, what is left out, and how to check it.</summary>
internal static class PacketCover
{
    public static IEnumerable<Block> Blocks(PacketContent content, PacketHashes hashes, LabTime time)
    {
        var packet = content.Packet;
        yield return new Brand(content.Organization.Name, content.Address ?? "", "Evidence packet", packet.Code) { Logo = content.Logo };
        yield return TitleOf(content, time);
        if (content.Organization.IsDemo) yield return new Callout(DemoText());
        if (packet.Replaces is { } replaced) yield return new Callout(AmendedText(replaced, packet.ReplaceReason));
        yield return new SideBySide([new KeyValues([.. Facts(content, time)])], [new QrCode($"/evidence/{packet.Code}", packet.Code, 84, Align.Center)], 96);
        yield return new Spacer(10);
        yield return new Tiles(
        [
            new(Number(content.Records.Count), content.Records.Count == 1 ? "sample" : "samples"),
            new(Number(content.Events.Count), content.Events.Count == 1 ? "event" : "events"),
            new(Number(content.Events.Count(read => PacketRecordPages.IsCorrection(read))), "changes"),
            new(Number(content.Events.Select(read => read.Event.ActorName).Distinct(StringComparer.Ordinal).Count()), content.Events.Select(read => read.Event.ActorName).Distinct(StringComparer.Ordinal).Count() == 1 ? "person" : "people"),
            new(Number(content.LeftOut.Total), "left out"),
        ]);
        yield return new Callout(LeftOutText(content.LeftOut));
        yield return new Heading(3, "Integrity");
        yield return new KeyValues(
        [
            new("Root hash", content.Checkpoint!.MerkleRoot.Mono().Sized(7.6)),
            new("Chain head", content.Head.Hash.Mono().Sized(7.6)),
            new("records.json", hashes.Records.Mono().Sized(7.6)),
            new("audit.jsonl", hashes.Events.Mono().Sized(7.6)),
            new("Checkpoint", $"{content.Checkpoint.Id}, event {Number(content.Checkpoint.Sequence)}, ECDSA P-256, key {Short(content.Checkpoint.KeyId)}"),
        ], 82);
        yield return new Callout(
        [
            new Paragraph("To check this packet".Bold()),
            new NumberedList(
            [
                "Open verify.html in any browser, without a network.",
                "Drop the ZIP on the page. It checks each file, the signature, the events and their proofs.",
                "Compare the root hash above with the one shown.",
            ]),
        ], CalloutKind.Panel);
    }

    /// <summary>Digits in groups of three, apart by a narrow space that does not break.</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202F", StringComparison.Ordinal);

    private static Title TitleOf(PacketContent content, LabTime time)
    {
        var (packet, records) = (content.Packet, content.Records);
        if (packet.ScopeKind == PacketScope.Period) return new Title("Period", $"{time.Day(packet.From!.Value)} to {time.Day(packet.To!.Value.AddTicks(-1))}", "Samples that changed in this time");
        if (records is [var one]) return new Title("Sample", one.Code, one.Subtitle.Length == 0 ? one.Title : [one.Subtitle.Italic(), $", {one.Title}"]);
        var species = records.Select(record => record.Subtitle).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return new Title("Samples", $"{Number(records.Count)} samples", species is [var only] ? only.Italic() : $"{records[0].Code} to {records[^1].Code}, {species.Count} species");
    }

    private static IEnumerable<Fact> Facts(PacketContent content, LabTime time)
    {
        var packet = content.Packet;
        if (content.Events.Count > 0) yield return new("Period", $"{time.Day(content.Events[0].Event.Time)} to {time.Day(content.Events[^1].Event.Time)}");
        yield return new("State as of", $"audit event {Number(content.Head.Sequence)}");
        yield return new("Purpose", packet.Purpose ?? "not stated");
        yield return new("Recipient", packet.Recipient ?? "not stated");
        yield return new("Requested by", $"{content.RequesterName}, {content.RequesterRole}");
        yield return new("Made", time.WithUtc(content.MadeAt));
        yield return new("Times in", time.Name);
        if (packet.IncludeSensitive) yield return new("Sensitive", "included");
    }

    private static RichText DemoText() => ["Demo.".Bold(), " Everything in this packet is made up."];

    private static RichText AmendedText(string replaced, string? why) => [$"Amended, replaces {replaced}.".Bold(), " " + (why ?? "")];

    private static RichText LeftOutText(LeftOut left)
    {
        if (left.Total == 0) return ["Nothing left out.".Bold(), " Everything in this scope is inside."];
        var parts = new List<string>();
        if (left.Records > 0) parts.Add($"{Count(left.Records, "record", "records")} {(left.Records == 1 ? "is" : "are")} outside the requester's rights");
        if (left.SensitiveRecords > 0) parts.Add($"{Count(left.SensitiveRecords, "sensitive record", "sensitive records")} {(left.SensitiveRecords == 1 ? "was" : "were")} not included by choice");
        if (left.Events > 0) parts.Add($"{Count(left.Events, "event", "events")} {(left.Events == 1 ? "is" : "are")} outside the requester's rights");
        if (left.Relations > 0) parts.Add($"{Count(left.Relations, "relation leads", "relations lead")} to records outside the requester's rights");
        return [$"{Count(left.Total, "item", "items")} left out.".Bold(), " " + char.ToUpperInvariant(parts[0][0]) + string.Join("; ", parts)[1..] + "."];
    }

    private static string Count(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Short(string key) => $"{key[..4]} {key[4..8]}";
}
