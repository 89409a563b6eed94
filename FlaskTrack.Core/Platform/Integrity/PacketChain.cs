namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>A packet's events against themselves, their proofs and the checkpoint. An event carries the slug its organization had at that time, which may have
/// been another; that it is this organization's shows in its proof, which leads to the checkpoint signed for it.</summary>
internal static class PacketChain
{
    public static string Checkpoint(PacketManifest manifest, PacketProofs proofs)
    {
        if (proofs.Checkpoint.Organization != manifest.Organization.Slug)
            throw new FormatException("proofs.json: the checkpoint is another organization's.");
        return proofs.ToCheckpoint().IsSignedBy(proofs.PublicKey)
            ? "Signed over " + PacketChecks.Count(proofs.Checkpoint.Sequence, "event", "events")
            : throw new FormatException("proofs.json: the checkpoint's signature is not the key's.");
    }

    public static List<ChainEvent> Read(byte[] lines)
    {
        var events = new List<ChainEvent>();
        var rest = lines.AsSpan();
        while (rest.Length > 0)
        {
            var number = events.Count + 1;
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) throw new FormatException($"audit.jsonl: line {number} does not end.");
            events.Add(Read(rest[..end], number, events.Count == 0 ? 0 : events[^1].Sequence));
            rest = rest[(end + 1)..];
        }

        return events;
    }

    public static string Count(List<ChainEvent> events, PacketManifest manifest) => events.Count == manifest.Counts.Events
        ? PacketChecks.Count(events.Count, "event", "events")
        : throw new FormatException($"audit.jsonl has {events.Count} events; the manifest says {manifest.Counts.Events}.");

    private static ChainEvent Read(ReadOnlySpan<byte> line, int number, long previous)
    {
        if (!CanonicalJson.IsCanonical(line)) throw new FormatException($"audit.jsonl: line {number} is not canonical JSON.");
        var entry = Parse(line, number);
        if (ChainHash.Compute(entry) != entry.Hash) throw new FormatException($"Event {entry.Sequence}: its content does not give its hash.");
        if (entry.Sequence <= previous) throw new FormatException($"Event {entry.Sequence} comes after event {previous}.");
        return entry;
    }

    private static ChainEvent Parse(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return ChainEvent.Parse(line);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"audit.jsonl: line {number}: {problem.Message}", problem);
        }
    }

    public static string Links(List<ChainEvent> events)
    {
        var links = 0;
        for (var index = 0; index < events.Count; index++)
        {
            var entry = events[index];
            string previous;
            if (entry.Sequence == 1) previous = ChainHash.Genesis;
            else if (index > 0 && events[index - 1].Sequence == entry.Sequence - 1) previous = events[index - 1].Hash;
            else continue;
            links++;
            if (entry.PreviousHash != previous) throw new FormatException($"Event {entry.Sequence}: its previous hash is not that of the event before it.");
        }

        return PacketChecks.Count(links, "link", "links") + " between neighbours";
    }

    public static string Inclusion(List<ChainEvent> events, PacketProofs proofs)
    {
        if (proofs.Inclusion.Count != events.Count)
            throw new FormatException($"proofs.json has {proofs.Inclusion.Count} proofs for {events.Count} events.");
        var inclusion = PacketJson.Whole(proofs.Inclusion, "inclusion");
        for (var index = 0; index < events.Count; index++)
        {
            var (entry, proof) = (events[index], inclusion[index]);
            if (proof.Sequence != entry.Sequence || proof.Hash != entry.Hash || proof.Index != entry.Sequence - 1)
                throw new FormatException($"Event {entry.Sequence}: the proof at its place is another event's.");
            if (!MerkleTree.VerifyInclusion(entry.Hash, proof.Index, proofs.Checkpoint.Sequence, proof.Path, proofs.Checkpoint.MerkleRoot))
                throw new FormatException($"Event {entry.Sequence}: the proof does not lead to the checkpoint's root.");
        }

        return PacketChecks.Count(events.Count, "event leads", "events lead") + " to the root";
    }

    public static string Head(List<ChainEvent> events, PacketManifest manifest, PacketProofs proofs)
    {
        if (manifest.Head.Sequence != proofs.Checkpoint.Sequence || manifest.Head.Hash != proofs.Checkpoint.HeadHash)
            throw new FormatException("The manifest's head is not the checkpoint's.");
        if (events.Count > 0 && events[^1].Sequence == manifest.Head.Sequence && events[^1].Hash != manifest.Head.Hash)
            throw new FormatException($"Event {events[^1].Sequence} is not the head the manifest names.");
        return $"The head is event {manifest.Head.Sequence}";
    }
}
