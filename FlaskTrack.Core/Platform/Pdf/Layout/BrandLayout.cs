using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>The head of a cover: mark, organization, document kind and code.</summary>
internal sealed class BrandLayout(LineBreaker breaker)
{
    private const double Mark = 27, Gap = 9, Height = 41, RuleWidth = 1.2, RightShare = 0.38, LogoWidth = 96, LogoHeight = 32;

    public Piece Piece(Brand brand, double width)
    {
        var rightWidth = width * RightShare;
        var (markWidth, markHeight) = Size(brand.Logo);
        var leftWidth = width - rightWidth - markWidth - 2 * Gap;
        List<TextLine> left = [.. breaker.Fit(brand.Organization, TextStyle.Bold, Spacing.Body, leftWidth),
            .. breaker.Fit(brand.Address, TextStyle.Plain, Spacing.Body, leftWidth)];
        List<TextLine> right = [.. breaker.Fit(brand.Kind, TextStyle.Plain, Spacing.Body, rightWidth),
            .. breaker.Fit(brand.Code, TextStyle.Bold, Spacing.Body, rightWidth)];
        var text = Math.Max(left.Sum(line => line.Height), right.Sum(line => line.Height));
        var height = Math.Max(text, markHeight) + Height - Mark;
        return new(height, (canvas, x, y) =>
        {
            if (brand.Logo is null) DrawMark(canvas, x, y);
            else canvas.Logo(x, y, markWidth, markHeight);
            BlockLayout.Draw(canvas, left, x + markWidth + Gap, y, leftWidth, Align.Start);
            BlockLayout.Draw(canvas, right, x + width - rightWidth, y, rightWidth, Align.End);
            canvas.Line(x, x + width, y + height - RuleWidth / 2, RuleWidth, Ink.Text);
        });
    }

    /// <summary>As large as fits, with its sides in proportion.</summary>
    private static (double Width, double Height) Size(PdfPicture? logo)
    {
        if (logo is null) return (Mark, Mark);
        var scale = Math.Min(LogoWidth / logo.Width, LogoHeight / logo.Height);
        return (logo.Width * scale, logo.Height * scale);
    }

    /// <summary>The product's mark, drawn on a grid of 24: a flask on a rounded square.</summary>
    private static void DrawMark(Canvas canvas, double left, double top)
    {
        var mark = canvas.Path(left, top, Mark / 24);
        mark.Filled(Ink.Text).Move(5, 0).Line(19, 0).Curve(21.76, 0, 24, 2.24, 24, 5).Line(24, 19)
            .Curve(24, 21.76, 21.76, 24, 19, 24).Line(5, 24).Curve(2.24, 24, 0, 21.76, 0, 19).Line(0, 5)
            .Curve(0, 2.24, 2.24, 0, 5, 0).Paint();
        mark.Stroked(1.5, Ink.Paper).Move(9.5, 5).Line(14.5, 5).Move(10.5, 5).Line(10.5, 10).Line(6.6, 16.4)
            .Curve(5.93, 17.53, 6.75, 19, 8.1, 19).Line(15.9, 19).Curve(17.25, 19, 18.07, 17.53, 17.4, 16.4)
            .Line(13.5, 10).Line(13.5, 5).Move(8.6, 15).Line(15.4, 15).Paint();
    }
}
