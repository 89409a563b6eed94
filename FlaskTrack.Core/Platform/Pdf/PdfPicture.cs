using FlaskTrack.Core.Platform.Pictures;

namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>A picture for a document: a JPEG as it is, or the pixels of a PNG. PDF/A-3 takes colours of the output intent only, so a JPEG for print (CMYK) is none.</summary>
/// <param name="IsJpeg">The content is a whole JPEG file; otherwise three bytes a pixel.</param>
public sealed record PdfPicture(int Width, int Height, int Channels, bool IsJpeg, ReadOnlyMemory<byte> Content)
{
    /// <returns>Null for a kind that a document cannot carry, and for a damaged one.</returns>
    public static PdfPicture? Of(ReadOnlyMemory<byte> image) => PictureInfo.Read(image.Span) switch
    {
        { MediaType: PictureInfo.Jpeg, Channels: 1 or 3 } jpeg => new PdfPicture(jpeg.Width, jpeg.Height, jpeg.Channels, IsJpeg: true, image),
        { MediaType: PictureInfo.Png } png when PngPixels.ToRgb(image.Span) is { } pixels => new PdfPicture(png.Width, png.Height, 3, IsJpeg: false, pixels),
        _ => null,
    };
}
