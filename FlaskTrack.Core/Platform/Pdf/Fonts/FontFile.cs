using System.Buffers.Binary;

namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>A parsed font, immutable and shared between documents: metrics, character map and outlines.</summary>
internal sealed class FontFile
{
    private readonly byte[] data;
    private readonly FontTables tables;
    private readonly ReadOnlyMemory<byte> hmtx;
    private readonly ReadOnlyMemory<byte> loca;
    private readonly ReadOnlyMemory<byte> glyf;
    private readonly bool longOffsets;
    private readonly int metrics;

    public FontFile(byte[] data, string name)
    {
        this.data = data;
        Name = name;
        tables = new((offset, length) => data.AsSpan((int)offset, length).ToArray());
        var head = Table("head").Span;
        UnitsPerEm = U16(head, 18);
        Box = [S16(head, 36), S16(head, 38), S16(head, 40), S16(head, 42)];
        longOffsets = U16(head, 50) == 1;
        var hhea = Table("hhea").Span;
        (Ascent, Descent, metrics) = (S16(hhea, 4), S16(hhea, 6), U16(hhea, 34));
        (hmtx, loca, glyf) = (Table("hmtx"), Table("loca"), Table("glyf"));
        Characters = CharacterMap.Read(Table("cmap").Span);
        Cff = tables.Has("CFF ") ? new CffFont(Table("CFF ")) : null;
    }

    /// <summary>PostScript-like name: the file's name without its ending.</summary>
    public string Name { get; }
    public int UnitsPerEm { get; }
    public int[] Box { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public CharacterMap Characters { get; }
    /// <summary>Compact outlines, where the font has those instead of TrueType's.</summary>
    public CffFont? Cff { get; }

    public ReadOnlyMemory<byte> Table(string tag)
    {
        var (offset, length) = tables.Place(tag);
        return data.AsMemory((int)offset, length);
    }

    public bool Has(string tag) => tables.Has(tag);

    public int Advance(int glyph) => U16(hmtx.Span, 4 * Math.Min(glyph, metrics - 1));

    public int LeftBearing(int glyph) =>
        S16(hmtx.Span, glyph < metrics ? 4 * glyph + 2 : 4 * metrics + 2 * (glyph - metrics));

    /// <summary>TrueType outline of a glyph; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var offsets = loca.Span;
        var (start, end) = longOffsets
            ? (BinaryPrimitives.ReadInt32BigEndian(offsets[(4 * glyph)..]), BinaryPrimitives.ReadInt32BigEndian(offsets[(4 * glyph + 4)..]))
            : (2 * U16(offsets, 2 * glyph), 2 * U16(offsets, 2 * glyph + 2));
        return glyf.Span[start..end];
    }

    private static int U16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt16BigEndian(span[at..]);
    private static int S16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadInt16BigEndian(span[at..]);
}
