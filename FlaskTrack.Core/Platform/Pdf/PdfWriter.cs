using FlaskTrack.Core.Platform.Pdf.Layout;
using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>
/// Writes a document as PDF 1.7 that meets PDF/A-3b (ISO 19005-3): embedded subset fonts, XMP metadata, sRGB output
/// intent, no transparency, attachments. Finished pages leave memory at once. The stream need not seek.
/// </summary>
public static class PdfWriter
{
    /// <param name="pages">Told the number of each finished page.</param>
    /// <exception cref="ArgumentException">Two attachments share a name, or a table row has not one cell a column.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the stream then holds an unfinished file.</exception>
    public static PdfResult Write(
        PdfDocument document, Stream output, IProgress<int>? pages = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using var file = new PdfFile(output);
        var fonts = new Fonts.FontSet();
        var sheets = new PageSheets(file, fonts, document, pages, ct);
        var flow = new PageFlow(sheets);
        new BlockFlow(flow, fonts, sheets, ct).Lay(document.Blocks);
        flow.Finish();
        sheets.Finish();
        DocumentEnd.Write(file, document, sheets, fonts);
        return new(sheets.Count, file.Length, fonts.Missing);
    }
}
