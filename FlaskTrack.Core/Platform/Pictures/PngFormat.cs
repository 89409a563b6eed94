namespace FlaskTrack.Core.Platform.Pictures;

/// <summary>How a PNG's rows hold its pixels.</summary>
internal sealed class PngFormat(int depth, int colour)
{
    private const int Gray = 0, Rgb = 2, Indexed = 3, GrayAlpha = 4, Rgba = 6;

    public byte[] Palette { get; set; } = [];

    public byte[] Transparency { get; set; } = [];

    public bool IsKnown => colour switch
    {
        Gray => depth is 1 or 2 or 4 or 8 or 16,
        Indexed => depth is 1 or 2 or 4 or 8,
        Rgb or GrayAlpha or Rgba => depth is 8 or 16,
        _ => false,
    };

    public int BitsPerPixel => depth * Channels;

    public int BytesPerPixel => Math.Max(1, BitsPerPixel / 8);

    private int Channels => colour switch { Rgb => 3, GrayAlpha => 2, Rgba => 4, _ => 1 };

    /// <summary>Writes one pixel of a row as three bytes, laid on white.</summary>
    /// <exception cref="IndexOutOfRangeException">The palette has no such colour.</exception>
    public void Pixel(ReadOnlySpan<byte> row, int x, Span<byte> to)
    {
        var first = Value(row, x * Channels);
        switch (colour)
        {
            case Indexed:
                var alpha = first < Transparency.Length ? Transparency[first] : 255;
                for (var i = 0; i < 3; i++) to[i] = OnWhite(Palette[(first * 3) + i], alpha);
                break;
            case Gray or GrayAlpha:
                var see = colour == GrayAlpha ? Byte(Value(row, (x * 2) + 1)) : IsKey([first]) ? (byte)0 : (byte)255;
                to[..3].Fill(OnWhite(Byte(first), see));
                break;
            default:
                int[] values = [first, Value(row, (x * Channels) + 1), Value(row, (x * Channels) + 2)];
                var opaque = colour == Rgba ? Byte(Value(row, (x * 4) + 3)) : IsKey(values) ? (byte)0 : (byte)255;
                for (var i = 0; i < 3; i++) to[i] = OnWhite(Byte(values[i]), opaque);
                break;
        }
    }

    private static byte OnWhite(int value, int alpha) => (byte)(((value * alpha) + (255 * (255 - alpha)) + 127) / 255);

    /// <summary>The one colour that is see-through, where the image names one.</summary>
    private bool IsKey(ReadOnlySpan<int> values)
    {
        if (Transparency.Length < values.Length * 2) return false;
        for (var i = 0; i < values.Length; i++)
        {
            if (((Transparency[i * 2] << 8) | Transparency[(i * 2) + 1]) != values[i]) return false;
        }

        return true;
    }

    private byte Byte(int value) => (byte)(depth switch { 16 => value >> 8, 8 => value, _ => value * 255 / ((1 << depth) - 1) });

    private int Value(ReadOnlySpan<byte> row, int index)
    {
        if (depth == 16) return (row[index * 2] << 8) | row[(index * 2) + 1];
        var bit = index * depth;
        return depth == 8 ? row[index] : (row[bit / 8] >> (8 - depth - (bit % 8))) & ((1 << depth) - 1);
    }
}
