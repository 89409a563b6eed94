using FlaskTrack.Core.Platform.Pdf.Layout;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>
/// What stands on one sheet, in points from its upper left corner. Shapes lie beneath text, so both are gathered apart and
/// put one after the other.
/// </summary>
internal sealed class Canvas
{
    private readonly double height;
    private readonly ByteBuffer shapes = new();
    private readonly ByteBuffer letters = new();
    private readonly TextOperators text;
    private float fill = -1;

    public Canvas(double height)
    {
        this.height = height;
        text = new(letters);
    }

    public void Text(TextLine line, double x, double top)
    {
        if (line.Fragments is [{ Length: 0 }]) return;
        if (letters.Length == 0) text.Begin();
        var up = height - top - line.Baseline;
        foreach (ref readonly var fragment in line.Fragments.AsSpan())
        {
            text.Show(fragment, (int)Math.Round((x + fragment.X) * 100), (int)Math.Round(up * 100));
            if (fragment.Look.Struck) Strike(fragment, x + fragment.X, top + line.Baseline);
        }
    }

    private void Strike(in Fragment fragment, double x, double baseline)
    {
        var thick = Math.Max(0.6, fragment.Look.Size * 0.07);
        Rectangle(x - 0.5, baseline - fragment.Look.Size * 0.29, fragment.Width + 1, thick, fragment.Look.Gray);
    }

    public void Line(double left, double right, double middle, double width, float gray) =>
        Rectangle(left, middle - width / 2, right - left, width, gray);

    public void Rectangle(double x, double top, double width, double tall, float gray)
    {
        if (fill != gray)
        {
            fill = gray;
            shapes.Number(gray * 1.0).Raw("g\n"u8);
        }

        shapes.Number(x).Number(height - top - tall).Number(width).Number(tall).Raw("re f\n"u8);
    }

    public void Frame(double x, double top, double width, double tall, double line, float gray)
    {
        Rectangle(x, top, width, line, gray);
        Rectangle(x, top + tall - line, width, line, gray);
        Rectangle(x, top, line, tall, gray);
        Rectangle(x + width - line, top, line, tall, gray);
    }

    /// <summary>The document's logo, in points.</summary>
    public void Logo(double x, double top, double width, double tall)
    {
        shapes.Raw("q "u8).Number(width).Raw("0 0 "u8).Number(tall).Number(x).Number(height - top - tall).Raw("cm /Logo Do Q\n"u8);
    }

    /// <summary>A path on a grid of its own, whose unit is <paramref name="scale"/> points.</summary>
    public VectorPath Path(double left, double top, double scale)
    {
        fill = -1;
        return new(shapes, left, height - top, scale);
    }

    /// <summary>The sheet's content; the canvas is then blank again.</summary>
    public byte[] Finish()
    {
        if (letters.Length > 0) shapes.Raw(letters.Span).Raw("ET\n"u8);
        var content = shapes.Span.ToArray();
        shapes.Clear();
        letters.Clear();
        fill = -1;
        return content;
    }
}
