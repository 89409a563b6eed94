using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace FlaskTrack.E2E.Support;

/// <summary>An authenticator app: codes of RFC 6238 from the key a person types in, and each code it was asked for later than the one before.</summary>
internal sealed class Authenticator(string shownKey)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly byte[] key = Decode(shownKey);
    private long last;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;

    /// <summary>The code shown now, or the next one where that was given already; a server counts each code once and allows one step early.</summary>
    public string Next() => Code(last = Math.Max(last + 1, Now));

    /// <summary>Six digits that are no code of this key for minutes around now.</summary>
    public string Wrong()
    {
        var near = Enumerable.Range(-10, 20).Select(step => Code(Now + step)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, 100).Select(number => number.ToString("D6", CultureInfo.InvariantCulture)).First(code => !near.Contains(code));
    }

    private string Code(long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what authenticator apps do, by RFC 6238
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string shown)
    {
        var bits = string.Concat(shown.Where(char.IsLetterOrDigit).Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
