using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The RFC 9162 §2.1 tree over the hashes of events 1…n, all levels kept: 64 bytes an event. Built once, it answers
/// any number of inclusion proofs. For a root alone use <see cref="MerkleAccumulator"/>.</summary>
public sealed class MerkleTree
{
    private readonly List<byte[]> levels = [];

    private MerkleTree(byte[] leaves)
    {
        levels.Add(leaves);
        while (levels[^1].Length > MerkleHash.Size) levels.Add(Above(levels[^1]));
    }

    public long Count => levels[0].Length / MerkleHash.Size;

    /// <summary>Lower-case hex; SHA-256 of nothing for the empty tree.</summary>
    public string Root => Convert.ToHexStringLower(Count == 0 ? SHA256.HashData([]) : levels[^1]);

    /// <param name="hashes">Event hashes in sequence order, 64 lower-case hex digits each.</param>
    /// <exception cref="FormatException">A hash in another form.</exception>
    public static MerkleTree FromHashes(IEnumerable<string> hashes)
    {
        using var leaves = new MemoryStream();
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        foreach (var text in hashes)
        {
            MerkleHash.Decode(text, hash);
            MerkleHash.Leaf(hash, hash);
            leaves.Write(hash);
        }

        return new MerkleTree(leaves.ToArray());
    }

    /// <summary>The siblings from leaf <paramref name="index"/> (sequence − 1) up to the root, lower-case hex, at most
    /// ⌈log2 n⌉ of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such leaf.</exception>
    public string[] InclusionPath(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var path = new List<string>(levels.Count);
        var at = (int)index;
        foreach (var level in levels)
        {
            var sibling = at ^ 1;
            // The last node of an odd level has no sibling: it rises as it is, which is RFC 9162's split at a power of two.
            if (sibling < level.Length / MerkleHash.Size)
                path.Add(Convert.ToHexStringLower(level.AsSpan(sibling * MerkleHash.Size, MerkleHash.Size)));
            at >>= 1;
        }

        return [.. path];
    }

    /// <summary>RFC 9162 §2.1.3.2: whether the event hash is leaf <paramref name="index"/> of the tree of
    /// <paramref name="count"/> leaves with that root. Malformed input is simply not included.</summary>
    public static bool VerifyInclusion(string hash, long index, long count, IReadOnlyList<string> path, string root)
    {
        Span<byte> node = stackalloc byte[MerkleHash.Size];
        Span<byte> sibling = stackalloc byte[MerkleHash.Size];
        if (index < 0 || index >= count || !ChainHash.TryDecode(hash, node)) return false;
        MerkleHash.Leaf(node, node);
        var (first, second) = (index, count - 1);
        foreach (var step in path)
        {
            if (second == 0 || !ChainHash.TryDecode(step, sibling)) return false;
            if ((first & 1) == 1 || first == second)
            {
                MerkleHash.Node(sibling, node, node);
                while ((first & 1) == 0 && first != 0) (first, second) = (first >> 1, second >> 1);
            }
            else
            {
                MerkleHash.Node(node, sibling, node);
            }

            (first, second) = (first >> 1, second >> 1);
        }

        return second == 0 && ChainHash.TryDecode(root, sibling) && node.SequenceEqual(sibling);
    }

    private static byte[] Above(byte[] below)
    {
        const int size = MerkleHash.Size;
        var count = below.Length / size;
        var above = new byte[(count + 1) / 2 * size];
        for (var index = 0; index + 1 < count; index += 2)
            MerkleHash.Node(below.AsSpan(index * size, size), below.AsSpan((index + 1) * size, size), above.AsSpan(index / 2 * size, size));
        if (count % 2 == 1) below.AsSpan((count - 1) * size, size).CopyTo(above.AsSpan(above.Length - size));
        return above;
    }
}
