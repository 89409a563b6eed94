using System.Buffers.Binary;
using System.IO.Compression;

namespace FlaskTrack.Core.Platform.Pictures;

/// <summary>Unpacks a PNG (ISO/IEC 15948) of any depth, colour and interlacing into RGB of 8 bits. What is see-through is laid on white, as paper is.</summary>
public static class PngPixels
{
    /// <summary>Where each pass of an interlaced image begins and how far its pixels are apart.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <returns>Three bytes a pixel, row by row; null for a damaged file.</returns>
    public static byte[]? ToRgb(ReadOnlySpan<byte> png)
    {
        try
        {
            return Unpack(png);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static byte[]? Unpack(ReadOnlySpan<byte> png)
    {
        if (PictureInfo.Read(png) is not { MediaType: PictureInfo.Png } size) return null;
        var format = new PngFormat(png[24], png[25]);
        if (!format.IsKnown || png[28] > 1) return null;
        using var packed = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || length > png.Length - at - 12) return null;
            var kind = png.Slice(at + 4, 4);
            var data = png.Slice(at + 8, length);
            if (kind.SequenceEqual("PLTE"u8)) format.Palette = data.ToArray();
            else if (kind.SequenceEqual("tRNS"u8)) format.Transparency = data.ToArray();
            else if (kind.SequenceEqual("IDAT"u8)) packed.Write(data);
            at += 12 + length;
        }

        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var rgb = new byte[size.Width * size.Height * 3];
        var passes = png[28] == 1 ? Adam7 : [(0, 0, 1, 1)];
        foreach (var pass in passes) Unpack(rows, format, size, pass, rgb);
        return rgb;
    }

    private static void Unpack(ZLibStream rows, PngFormat format, PictureInfo size, (int X, int Y, int StepX, int StepY) pass, byte[] rgb)
    {
        var width = (size.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (width <= 0) return;
        var row = new byte[((width * format.BitsPerPixel) + 7) / 8];
        var above = new byte[row.Length];
        for (var y = pass.Y; y < size.Height; y += pass.StepY)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, format.BytesPerPixel);
            for (var x = 0; x < width; x++) format.Pixel(row, x, rgb.AsSpan(((y * size.Width) + pass.X + (x * pass.StepX)) * 3));
            (row, above) = (above, row);
        }
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        if (filter is < 0 or > 4) throw new InvalidDataException("There is no such filter.");
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
            row[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
