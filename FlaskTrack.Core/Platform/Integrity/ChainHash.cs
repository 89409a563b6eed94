using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The link of the audit chain:
/// <c>SHA-256(UTF8(previous_hash) || 0x0A || JCS(event without hash))</c>, lower-case hex.</summary>
public static class ChainHash
{
    public const int HexLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>The previous hash of an organization's first event.</summary>
    public static readonly string Genesis = new('0', HexLength);

    /// <summary>The event's hash from its content; <see cref="ChainEvent.Hash"/> is not looked at.</summary>
    public static string Compute(ChainEvent entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Compute(entry, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The event with its hash filled in.</summary>
    public static ChainEvent Seal(ChainEvent entry) => entry with { Hash = Compute(entry) };

    /// <summary>32 bytes to <paramref name="destination"/>, without allocating.</summary>
    public static void Compute(ChainEvent entry, Span<byte> destination)
    {
        var writer = CanonicalWriter.Rent();
        writer.RawText(entry.PreviousHash);
        writer.Byte((byte)'\n');
        ChainEventWriter.Write(writer, entry, withHash: false);
        SHA256.HashData(writer.Written, destination);
    }

    /// <summary>Whether the text is a hash as this application writes it: 64 lower-case hex digits.</summary>
    public static bool IsHash([NotNullWhen(true)] string? text) =>
        text is { Length: HexLength } && !text.AsSpan().ContainsAnyExcept(LowerHex);

    internal static bool TryDecode(string? text, Span<byte> hash) =>
        IsHash(text) && Convert.FromHexString(text, hash, out _, out _) == OperationStatus.Done;
}
