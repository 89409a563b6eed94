using System.Buffers.Binary;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>
/// An ICC version 2 display profile of sRGB (IEC 61966-2-1), computed: three primaries adapted to D50 and the transfer
/// curve as a table. PDF/A asks for one, so that gray and colour mean the same everywhere.
/// </summary>
internal static class SrgbProfile
{
    private const int CurvePoints = 1024;

    public static byte[] Make()
    {
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")), ("cprt", TextOf("No copyright; free to use")),
            ("wtpt", Xyz(0.9642, 1, 0.8249)), ("rXYZ", Xyz(0.4360, 0.2225, 0.0139)), ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)), ("rTRC", Curve()), ("gTRC", []), ("bTRC", []),
        ];
        var table = new byte[4 + 12 * tags.Length];
        BinaryPrimitives.WriteInt32BigEndian(table, tags.Length);
        using var body = new MemoryStream();
        var (offset, length) = (0, 0);
        for (var index = 0; index < tags.Length; index++)
        {
            // Green and blue share red's curve.
            if (tags[index].Data.Length > 0)
            {
                (offset, length) = (128 + table.Length + (int)body.Length, tags[index].Data.Length);
                body.Write(tags[index].Data);
                while (body.Length % 4 != 0) body.WriteByte(0);
            }

            var entry = table.AsSpan(4 + 12 * index);
            Encoding.ASCII.GetBytes(tags[index].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], length);
        }

        return [.. Header(128 + table.Length + (int)body.Length), .. table, .. body.ToArray()];
    }

    private static byte[] Header(int size)
    {
        var header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        header[8] = 2;
        header[9] = 0x10;
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        // A fixed date: the profile is part of documents that must not differ.
        (header[24], header[25], header[27], header[29]) = (0x07, 0xEA, 1, 1);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Xyz(params ReadOnlySpan<double> values)
    {
        var data = new byte[20];
        "XYZ "u8.CopyTo(data);
        for (var index = 0; index < 3; index++)
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + 4 * index), (int)Math.Round(values[index] * 65536));
        return data;
    }

    private static byte[] Curve()
    {
        var data = new byte[12 + 2 * CurvePoints];
        "curv"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), CurvePoints);
        for (var index = 0; index < CurvePoints; index++)
        {
            var value = index / (CurvePoints - 1.0);
            var light = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + 2 * index), (ushort)Math.Round(light * 65535));
        }

        return data;
    }

    private static byte[] TextOf(string text) => [.. "text"u8, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text), 0];

    /// <summary>ASCII name; the Unicode and Macintosh names are empty, of fixed length.</summary>
    private static byte[] Description(string text)
    {
        var data = new byte[12 + text.Length + 1 + 8 + 3 + 67];
        "desc"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }
}
