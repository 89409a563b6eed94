using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Core.Evidence;

/// <summary>The last page: what the proofs rest on, in full, so that they can be compared by eye.</summary>
internal static class PacketProofPage
{
    public static IEnumerable<Block> Blocks(PacketContent content, PacketHashes hashes, LabTime time)
    {
        var checkpoint = content.Checkpoint!;
        yield return new PageBreak();
        yield return new RunningHead(new RunningText($"Evidence packet {content.Packet.Code}", "", "Verification"));
        yield return new Heading(1, "3 Verification");
        yield return new Paragraph("Every event carries the SHA-256 hash of the one before it. The checkpoint is a signed statement of all events up to one; the proofs in proofs.json lead from each event of this packet to the checkpoint's root. The manifest holds the hash of every file and is signed with the same key. A change of any byte is found and named.");
        yield return new Heading(2, "Checkpoint");
        yield return new KeyValues(
        [
            new("Organization", checkpoint.Organization),
            new("Event", PacketCover.Number(checkpoint.Sequence)),
            new("Signed", time.WithUtc(checkpoint.Time)),
            new("Chain head", checkpoint.HeadHash.Hash()),
            new("Root hash", checkpoint.MerkleRoot.Hash()),
            new("Signature", checkpoint.Signature.Hash()),
            new("Key", checkpoint.KeyId.Hash()),
            new("Algorithm", "ECDSA P-256 with SHA-256, IEEE P1363"),
        ]);
        yield return new Heading(2, "Data files");
        yield return new KeyValues([new("records.json", hashes.Records.Hash()), new("audit.jsonl", hashes.Events.Hash())]);
        yield return new Paragraph("Both are also attached to this document. The hash of each other file is in manifest.json.".Gray());
        yield return new Heading(2, "Versions");
        yield return new Paragraph("How many changes each record has had. With the versions in its events this shows that no change is missing.".Gray()) { KeepWithNext = true };
        yield return new Table([new("Record", 1.2), new("Name", 3), new("Version", 1, Align.End), new("Events inside", 1, Align.End)], content.Records.Select(record => (IReadOnlyList<RichText>)[record.Code, record.Title, PacketCover.Number(record.Version), PacketCover.Number(content.ByRecord[(record.Type, record.Id)].Count())]));
        yield return new Deferred(soFar => Missing(soFar));
    }

    private static IEnumerable<Block> Missing(PdfSoFar soFar)
    {
        if (soFar.MissingCharacters.Count == 0) yield break;
        yield return new Heading(2, "Characters without a glyph");
        yield return new Paragraph($"No font at hand could draw these; they appear as boxes here and are whole in records.json and audit.jsonl: {string.Join(", ", soFar.MissingCharacters.Select(one => one.Name))}.");
    }
}
