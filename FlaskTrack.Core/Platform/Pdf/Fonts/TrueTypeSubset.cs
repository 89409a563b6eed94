using System.Buffers.Binary;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>A TrueType font of the glyphs given, in that order, and of the parts composite glyphs are made of.</summary>
internal static class TrueTypeSubset
{
    private const int WordArguments = 0x1, Scale = 0x8, MoreParts = 0x20, TwoScales = 0x40, Matrix = 0x80;

    public static byte[] Build(FontFile font, IReadOnlyList<int> glyphs)
    {
        var all = glyphs.ToList();
        var places = new Dictionary<int, int>();
        for (var index = 0; index < all.Count; index++) places.TryAdd(all[index], index);

        using var glyf = new MemoryStream();
        var loca = new List<int>();
        for (var index = 0; index < all.Count; index++)
        {
            loca.Add((int)glyf.Length);
            var outline = font.Outline(all[index]).ToArray();
            if (outline.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(outline) < 0) RenameParts(outline, all, places);
            glyf.Write(outline);
            while (glyf.Length % 4 != 0) glyf.WriteByte(0);
        }

        loca.Add((int)glyf.Length);
        return Assemble(Tables(font, all, glyf.ToArray(), loca));
    }

    /// <summary>Parts of a composite are named by glyph number; new parts go to the end of the list.</summary>
    private static void RenameParts(Span<byte> outline, List<int> all, Dictionary<int, int> places)
    {
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (places.TryAdd(part, all.Count)) all.Add(part);
            BinaryPrimitives.WriteUInt16BigEndian(outline[(at + 2)..], (ushort)places[part]);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
            if ((flags & MoreParts) == 0) return;
        }
    }

    private static SortedDictionary<string, byte[]> Tables(FontFile font, List<int> all, byte[] glyf, List<int> loca)
    {
        var head = font.Table("head").ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        var hmtx = new byte[all.Count * 4];
        var offsets = new byte[loca.Count * 4];
        for (var index = 0; index < all.Count; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(index * 4), (ushort)font.Advance(all[index]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(index * 4 + 2), (short)font.LeftBearing(all[index]));
        }

        for (var index = 0; index < loca.Count; index++)
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(index * 4), loca[index]);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = head, ["hhea"] = hhea, ["maxp"] = maxp, ["hmtx"] = hmtx, ["loca"] = offsets, ["glyf"] = glyf,
        };
        foreach (var hint in (string[])["cvt ", "fpgm", "prep"])
            if (font.Has(hint)) tables[hint] = font.Table(hint).ToArray();
        return tables;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var power = (int)Math.Log2(tables.Count);
        using var file = new MemoryStream();
        Write(file, 0x00010000, 4);
        Write(file, (uint)tables.Count, 2);
        Write(file, 16u << power, 2);
        Write(file, (uint)power, 2);
        Write(file, (uint)((tables.Count << 4) - (16 << power)), 2);
        var offset = 12 + 16 * tables.Count;
        foreach (var (tag, table) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            Write(file, Sum(table), 4);
            Write(file, (uint)offset, 4);
            Write(file, (uint)table.Length, 4);
            offset += table.Length + 3 & ~3;
        }

        var headAt = 0;
        foreach (var (tag, table) in tables)
        {
            if (tag == "head") headAt = (int)file.Length;
            file.Write(table);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }

        var bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(bytes)));
        return bytes;
    }

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        Span<byte> last = stackalloc byte[4];
        for (var at = 0; at < table.Length; at += 4)
        {
            last.Clear();
            table.Slice(at, Math.Min(4, table.Length - at)).CopyTo(last);
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(last));
        }

        return sum;
    }

    private static void Write(MemoryStream file, uint value, int bytes)
    {
        for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8) file.WriteByte((byte)(value >> shift));
    }
}
