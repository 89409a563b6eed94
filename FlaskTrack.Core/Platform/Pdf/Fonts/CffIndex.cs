namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>An INDEX of the Compact Font Format (Adobe Technical Note 5176 §5): numbered byte strings.</summary>
internal readonly struct CffIndex
{
    private readonly ReadOnlyMemory<byte> data;
    private readonly int offsets;
    private readonly int offsetSize;

    public CffIndex(ReadOnlyMemory<byte> data, int start)
    {
        this.data = data;
        Count = data.Span[start] << 8 | data.Span[start + 1];
        offsetSize = Count == 0 ? 1 : data.Span[start + 2];
        offsets = start + 3;
        End = Count == 0 ? start + 2 : Position(Count);
    }

    public int Count { get; }
    /// <summary>Where the next structure begins.</summary>
    public int End { get; }
    public ReadOnlyMemory<byte> this[int item] => data[Position(item)..Position(item + 1)];

    private int Position(int item)
    {
        var value = 0;
        foreach (var part in data.Span.Slice(offsets + item * offsetSize, offsetSize)) value = value << 8 | part;
        return offsets + (Count + 1) * offsetSize - 1 + value;
    }

    public static byte[] Write(IReadOnlyList<byte[]> items)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte((byte)(items.Count >> 8));
        bytes.WriteByte((byte)items.Count);
        if (items.Count == 0) return bytes.ToArray();
        bytes.WriteByte(4);
        var offset = 1;
        foreach (var item in items)
        {
            Number(bytes, offset);
            offset += item.Length;
        }

        Number(bytes, offset);
        foreach (var item in items) bytes.Write(item);
        return bytes.ToArray();
    }

    private static void Number(MemoryStream bytes, int value)
    {
        for (var shift = 24; shift >= 0; shift -= 8) bytes.WriteByte((byte)(value >> shift));
    }
}
