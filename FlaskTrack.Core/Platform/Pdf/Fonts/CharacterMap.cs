using System.Buffers.Binary;

namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>Which glyph draws a code point: the Unicode subtable of a font's 'cmap' as sorted ranges, found by bisection.</summary>
internal sealed class CharacterMap
{
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int[] glyphs;

    private CharacterMap(List<(int Start, int End, int Glyph)> ranges)
    {
        ranges.Sort();
        starts = [.. ranges.Select(range => range.Start)];
        ends = [.. ranges.Select(range => range.End)];
        glyphs = [.. ranges.Select(range => range.Glyph)];
    }

    /// <summary>The glyph, or 0 where the font has none.</summary>
    public int Glyph(int codePoint)
    {
        var index = Array.BinarySearch(starts, codePoint);
        if (index < 0) index = ~index - 1;
        return index >= 0 && codePoint <= ends[index] ? glyphs[index] + codePoint - starts[index] : 0;
    }

    public static CharacterMap Read(ReadOnlySpan<byte> cmap)
    {
        var best = -1;
        var bestRank = 0;
        for (var record = 0; record < U16(cmap, 2); record++)
        {
            var at = 4 + record * 8;
            var rank = Rank(U16(cmap, at), U16(cmap, at + 2));
            var offset = (int)BinaryPrimitives.ReadUInt32BigEndian(cmap[(at + 4)..]);
            if (rank <= bestRank || U16(cmap, offset) is not (4 or 12)) continue;
            (best, bestRank) = (offset, rank);
        }

        if (best < 0) return new([]);
        return U16(cmap, best) == 12 ? new(Groups(cmap[best..])) : new(Segments(cmap[best..]));
    }

    private static int Rank(int platform, int encoding) => (platform, encoding) switch
    {
        (3, 10) => 4,
        (0, 4 or 6) => 3,
        (3, 1) => 2,
        (0, < 4) => 1,
        _ => 0,
    };

    private static List<(int, int, int)> Groups(ReadOnlySpan<byte> table)
    {
        var ranges = new List<(int, int, int)>();
        var count = (int)BinaryPrimitives.ReadUInt32BigEndian(table[12..]);
        for (var group = 0; group < count; group++)
        {
            var at = table[(16 + group * 12)..];
            ranges.Add((BinaryPrimitives.ReadInt32BigEndian(at), BinaryPrimitives.ReadInt32BigEndian(at[4..]),
                BinaryPrimitives.ReadInt32BigEndian(at[8..])));
        }

        return ranges;
    }

    private static List<(int, int, int)> Segments(ReadOnlySpan<byte> table)
    {
        var ranges = new List<(int, int, int)>();
        var twice = U16(table, 6);
        for (var segment = 0; segment < twice; segment += 2)
        {
            var end = U16(table, 14 + segment);
            var start = U16(table, 16 + twice + segment);
            var delta = U16(table, 16 + 2 * twice + segment);
            var rangeAt = 16 + 3 * twice + segment;
            var range = U16(table, rangeAt);
            for (var code = start; code <= end && code < 0xFFFF; code++)
            {
                var glyph = range == 0 ? code + delta & 0xFFFF : U16(table, rangeAt + range + 2 * (code - start));
                if (range != 0 && glyph != 0) glyph = glyph + delta & 0xFFFF;
                if (glyph != 0) Extend(ranges, code, glyph);
            }
        }

        return ranges;
    }

    private static void Extend(List<(int Start, int End, int Glyph)> ranges, int code, int glyph)
    {
        if (ranges.Count > 0 && ranges[^1] is var last && last.End == code - 1 && last.Glyph + code - last.Start == glyph)
            ranges[^1] = (last.Start, code, last.Glyph);
        else
            ranges.Add((code, code, glyph));
    }

    private static int U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
}
