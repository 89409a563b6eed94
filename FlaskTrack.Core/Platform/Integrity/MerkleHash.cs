using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The two hashes of an RFC 9162 §2.1 tree over SHA-256: leaf = SHA-256(0x00 ‖ 32 hash bytes),
/// node = SHA-256(0x01 ‖ left ‖ right). The prefixes keep a node from passing as a leaf.</summary>
internal static class MerkleHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public static void Leaf(ReadOnlySpan<byte> hash, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[1 + Size];
        input[0] = 0;
        hash.CopyTo(input[1..]);
        SHA256.HashData(input, destination);
    }

    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Size];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        SHA256.HashData(input, destination);
    }

    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public static void Decode(string hex, Span<byte> destination)
    {
        if (!ChainHash.TryDecode(hex, destination)) throw new FormatException("A hash is 64 lower-case hex digits.");
    }
}
