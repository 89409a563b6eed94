using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The right edge of the RFC 9162 tree: one hash for each 1-bit of the count, at most 63. Kept as text in the chain's
/// head row it gives a checkpoint's root without reading the events again. Not thread-safe.</summary>
public sealed class MerkleAccumulator
{
    private byte[] peaks = new byte[8 * MerkleHash.Size];
    private int height;

    /// <summary>How many event hashes were appended.</summary>
    public long Count { get; private set; }

    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public void Append(string hash)
    {
        Span<byte> bytes = stackalloc byte[MerkleHash.Size];
        MerkleHash.Decode(hash, bytes);
        Append(bytes);
    }

    /// <param name="hash">The 32 bytes of the next event's hash.</param>
    public void Append(ReadOnlySpan<byte> hash)
    {
        if ((height + 1) * MerkleHash.Size > peaks.Length) Array.Resize(ref peaks, peaks.Length * 2);
        MerkleHash.Leaf(hash, Peak(height++));
        // Two subtrees of equal size become one: as many as the count has trailing 1-bits.
        for (var carry = Count; (carry & 1) == 1; carry >>= 1)
        {
            MerkleHash.Node(Peak(height - 2), Peak(height - 1), Peak(height - 2));
            height--;
        }

        Count++;
    }

    /// <summary>The root over everything appended so far, lower-case hex.</summary>
    public string Root()
    {
        if (height == 0) return Convert.ToHexStringLower(SHA256.HashData([]));
        Span<byte> root = stackalloc byte[MerkleHash.Size];
        Peak(height - 1).CopyTo(root);
        for (var index = height - 2; index >= 0; index--) MerkleHash.Node(Peak(index), root, root);
        return Convert.ToHexStringLower(root);
    }

    /// <summary>Count, colon, hex of the subtree hashes from the largest to the smallest.</summary>
    public override string ToString() =>
        Count.ToString(CultureInfo.InvariantCulture) + ":" + Convert.ToHexStringLower(peaks.AsSpan(0, height * MerkleHash.Size));

    /// <exception cref="FormatException">Not what <see cref="ToString"/> wrote.</exception>
    public static MerkleAccumulator Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new FormatException("The accumulator lacks its count.");
        var bytes = Convert.FromHexString(text.AsSpan(colon + 1));
        if (bytes.Length != BitOperations.PopCount((ulong)count) * MerkleHash.Size)
            throw new FormatException("The accumulator's hashes do not fit its count.");
        var read = new MerkleAccumulator { Count = count, height = bytes.Length / MerkleHash.Size };
        if (bytes.Length > read.peaks.Length) read.peaks = bytes;
        else bytes.CopyTo(read.peaks, 0);
        return read;
    }

    private Span<byte> Peak(int index) => peaks.AsSpan(index * MerkleHash.Size, MerkleHash.Size);
}
