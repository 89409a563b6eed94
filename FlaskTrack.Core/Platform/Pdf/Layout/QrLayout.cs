using QRCoder;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>A QR code of level M as filled rectangles: one for each run of dark modules, so that it prints sharp at any size.</summary>
internal static class QrLayout
{
    private const int QuietZone = 4;
    // Rows overlap by a hair: viewers that smooth edges would show light lines between them.
    private const double Overlap = 0.03;

    public static Piece Piece(QrCode code, LineBreaker breaker, double width)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code.Payload, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var count = modules.Count - 2 * QuietZone;
        var module = code.Size / count;
        var left = code.Align switch { Align.End => width - code.Size, Align.Center => (width - code.Size) / 2, _ => 0 };
        var caption = code.Caption.Length > 0 ? breaker.Fit(code.Caption, TextStyle.Mono, 8.5, code.Size, 1.6) : [];
        var captionTop = code.Size + 4;
        return new(captionTop + caption.Sum(line => line.Height), (canvas, x, y) =>
        {
            for (var row = 0; row < count; row++)
                foreach (var (start, length) in Runs(modules[row + QuietZone], count))
                    canvas.Rectangle(x + left + start * module, y + row * module, length * module, module * (1 + Overlap), Ink.Text);
            BlockLayout.Draw(canvas, caption, x + left, y + captionTop, code.Size, Align.Center);
        });
    }

    private static IEnumerable<(int Start, int Length)> Runs(System.Collections.BitArray row, int count)
    {
        for (var start = 0; start < count; start++)
        {
            if (!row[start + QuietZone]) continue;
            var end = start;
            while (end < count && row[end + QuietZone]) end++;
            yield return (start, end - start);
            start = end;
        }
    }
}
