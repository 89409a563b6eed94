using System.Buffers;
using System.Numerics;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Whether a stored text is one JSON object from its first to its last sign. An event's bytes take it over as it is stored: one that ends too early or too
/// late would let the members around it change places while the bytes, and so the hash, stay the same. That the borders are right is enough: what stands
/// between them is what the hash was made of.</summary>
internal static class ObjectBorders
{
    private static readonly SearchValues<char> Outside = SearchValues.Create("\"{}");
    private static readonly SearchValues<byte> OutsideBytes = SearchValues.Create("\"{}"u8);

    public static bool AreRight(string? json) => json is null || AreRight(json.AsSpan(), Outside);

    public static bool AreRight(ReadOnlySpan<byte> json) => AreRight(json, OutsideBytes);

    private static bool AreRight<T>(ReadOnlySpan<T> json, SearchValues<T> outside)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (quote, open, close) = (T.CreateTruncating('"'), T.CreateTruncating('{'), T.CreateTruncating('}'));
        if (json.IsEmpty || json[0] != open) return false;
        var depth = 0;
        for (var at = 0; json[at..].IndexOfAny(outside) is var next and >= 0;)
        {
            at += next + 1;
            var sign = json[at - 1];
            if (sign == open) depth++;
            else if (sign == close && --depth == 0) return at == json.Length;
            else if (sign == quote && !Skip(json, ref at, quote)) return false;
        }

        return false;
    }

    /// <summary>From after a string's first quote to after its last.</summary>
    private static bool Skip<T>(ReadOnlySpan<T> json, ref int at, T quote)
        where T : unmanaged, IBinaryInteger<T>
    {
        var escape = T.CreateTruncating('\\');
        while (json[at..].IndexOfAny(quote, escape) is var next and >= 0)
        {
            at += next + 1;
            if (json[at - 1] == quote) return true;
            if (++at > json.Length) return false;
        }

        return false;
    }
}
