using System.Globalization;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>The logo as an image (ISO 32000-1 §8.9) in colours of the output intent, opaque and not smoothed, as PDF/A asks for (ISO 19005-3 §6.2.8).</summary>
internal static class LogoObject
{
    /// <returns>The entry of the resource dictionary; empty without a logo.</returns>
    public static string Write(PdfFile file, PdfPicture? logo)
    {
        if (logo is null) return "";
        var space = logo.Channels == 1 ? "DeviceGray" : "DeviceRGB";
        var entries = string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {logo.Width}/Height {logo.Height}/ColorSpace/{space}/BitsPerComponent 8{(logo.IsJpeg ? "/Filter/DCTDecode" : "")}");
        return string.Create(CultureInfo.InvariantCulture, $"/XObject<</Logo {file.Stream(logo.Content.Span, entries, compress: !logo.IsJpeg)} 0 R>>");
    }
}
