using System.Buffers.Binary;

namespace FlaskTrack.Core.Platform.Pictures;

/// <summary>What an image says of itself in its first bytes. Only kinds that hold pixels and nothing that runs are known (ASVS 5.2.2).</summary>
/// <param name="Channels">Values a pixel has in a JPEG; 0 for the other kinds.</param>
public sealed record PictureInfo(string MediaType, int Width, int Height, int Channels = 0)
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string WebP = "image/webp";

    private const int MostPixels = 65_535;

    /// <returns>Null for anything else than a PNG, JPEG or WebP image with a size.</returns>
    public static PictureInfo? Read(ReadOnlySpan<byte> content)
    {
        var found = content switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ReadPng(content),
            [0xFF, 0xD8, 0xFF, ..] => ReadJpeg(content),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ReadWebP(content),
            _ => null,
        };
        return found is { Width: > 0 and <= MostPixels, Height: > 0 and <= MostPixels } ? found : null;
    }

    private static PictureInfo? ReadPng(ReadOnlySpan<byte> content) => content.Length < 33 || !content[12..16].SequenceEqual("IHDR"u8)
        ? null
        : new PictureInfo(Png, BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]));

    /// <summary>Walks the segments to the frame header, which has the size.</summary>
    private static PictureInfo? ReadJpeg(ReadOnlySpan<byte> content)
    {
        for (var at = 2; at + 4 <= content.Length && content[at] == 0xFF;)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (marker is 0xDA or 0xD9 || length < 2) return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return at + 10 > content.Length || content[at + 4] != 8 ? null : new PictureInfo(Jpeg, BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]), content[at + 9]);
            at += 2 + length;
        }

        return null;
    }

    private static PictureInfo? ReadWebP(ReadOnlySpan<byte> content)
    {
        if (content.Length < 30) return null;
        var kind = content[12..16];
        if (kind.SequenceEqual("VP8X"u8)) return new PictureInfo(WebP, 1 + Three(content[24..]), 1 + Three(content[27..]));
        if (kind.SequenceEqual("VP8 "u8) && content[23..26].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) return new PictureInfo(WebP, BinaryPrimitives.ReadUInt16LittleEndian(content[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[28..]) & 0x3FFF);
        if (!kind.SequenceEqual("VP8L"u8) || content[20] != 0x2F) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[21..]);
        return new PictureInfo(WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    private static int Three(ReadOnlySpan<byte> little) => little[0] | (little[1] << 8) | (little[2] << 16);
}
