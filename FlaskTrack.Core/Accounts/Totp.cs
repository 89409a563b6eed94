using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlaskTrack.Core.Accounts;

/// <summary>Authenticator codes of RFC 6238: six digits, 30 s, SHA-1, as every authenticator app makes them.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    /// <summary>The code of a time step.</summary>
    public static string Code(string base32Key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 with SHA-1 is what authenticator apps do; HMAC does not need collision resistance
        HMACSHA1.HashData(Decode(base32Key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, one step early or late allowed; null for a wrong code and for a step at or before the last accepted one.</summary>
    public static long? Match(string base32Key, string code, DateTimeOffset now, long lastStep)
    {
        var given = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Code(base32Key, step)));
            if (right && step > lastStep) found ??= step;
        }

        return found;
    }

    /// <summary>Base32 of 160 random bits.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Alphabet, 32);

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>(20);
        var (buffer, bits) = (0, 0);
        foreach (var c in base32)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
