namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>A checkpoint as proofs.json carries it; the key's id stands beside it.</summary>
public sealed record PacketCheckpoint(
    string Organization, long Sequence, string HeadHash, string MerkleRoot, DateTimeOffset Time, string Signature);

/// <summary>The way from one event's hash to the checkpoint's root; index is sequence − 1.</summary>
public sealed record PacketInclusion(long Sequence, string Hash, long Index, IReadOnlyList<string> Path);

/// <summary>proofs.json. The public key signed both the checkpoint and the manifest.</summary>
public sealed record PacketProofs(string PublicKey, string KeyId, PacketCheckpoint Checkpoint, IReadOnlyList<PacketInclusion> Inclusion)
{
    /// <param name="tree">Over the hashes of events 1 to the checkpoint's sequence.</param>
    /// <param name="events">Sequence and hash of the packet's events.</param>
    /// <exception cref="ArgumentException">The tree is not the one the checkpoint was signed over.</exception>
    public static PacketProofs Make(Checkpoint checkpoint, SigningKeyInfo key, MerkleTree tree, IEnumerable<(long Sequence, string Hash)> events)
    {
        if (tree.Count != checkpoint.Sequence || tree.Root != checkpoint.MerkleRoot)
            throw new ArgumentException("The tree is not the checkpoint's.", nameof(tree));
        if (key.KeyId != checkpoint.KeyId) throw new ArgumentException("The key is not the checkpoint's.", nameof(key));
        return new PacketProofs(key.PublicKey, key.KeyId,
            new PacketCheckpoint(checkpoint.Organization, checkpoint.Sequence, checkpoint.HeadHash, checkpoint.MerkleRoot, checkpoint.Time, checkpoint.Signature),
            [.. events.Select(entry => new PacketInclusion(entry.Sequence, entry.Hash, entry.Sequence - 1, tree.InclusionPath(entry.Sequence - 1)))]);
    }

    public Checkpoint ToCheckpoint() => new(
        Checkpoint.Organization, Checkpoint.Sequence, Checkpoint.HeadHash, Checkpoint.MerkleRoot, Checkpoint.Time, Checkpoint.Signature, KeyId);

    public byte[] ToCanonicalUtf8() => PacketJson.Write(this);

    /// <exception cref="FormatException">Not proofs of this shape.</exception>
    public static PacketProofs Parse(ReadOnlySpan<byte> utf8) => PacketJson.Read<PacketProofs>(utf8);
}
