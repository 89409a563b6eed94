using System.Globalization;
using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Facts, lists, tiles, callouts and blocks side by side.</summary>
internal sealed class PanelLayout(LineBreaker breaker, BlockLayout blocks)
{
    private const double Border = 0.7, Edge = 3.5, Padding = 10, Indent = 16, FactGap = 3.2, SideGap = 18;

    public Piece Fact(Fact fact, double labelWidth, double width, bool first)
    {
        var label = breaker.Fit(fact.Label, TextStyle.Gray, Spacing.Body, labelWidth - 8);
        var value = breaker.Fit(fact.Value, TextStyle.Plain, Spacing.Body, width - labelWidth);
        // Values in small mono stand on the label's base line.
        var drop = Math.Max(0, label[0].Baseline - value[0].Baseline);
        var height = Math.Max(label.Sum(line => line.Height), drop + value.Sum(line => line.Height));
        return new(height, (canvas, x, y) =>
        {
            BlockLayout.Draw(canvas, label, x, y, labelWidth, Align.Start);
            BlockLayout.Draw(canvas, value, x + labelWidth, y + drop, width - labelWidth, Align.Start);
        }) { Gap = first ? 0 : FactGap };
    }

    public Piece Item(int number, RichText text, double width)
    {
        var label = breaker.Fit(number.ToString(CultureInfo.InvariantCulture) + ".", TextStyle.Plain, Spacing.Body, Indent);
        var lines = breaker.Fit(text, TextStyle.Plain, Spacing.Body, width - Indent);
        return new(lines.Sum(line => line.Height), (canvas, x, y) =>
        {
            BlockLayout.Draw(canvas, label, x, y, Indent - 4, Align.End);
            BlockLayout.Draw(canvas, lines, x + Indent, y, width - Indent, Align.Start);
        });
    }

    public Piece Tiles(Tiles tiles, double width)
    {
        var each = width / tiles.Items.Count;
        var numbers = OneLine([.. tiles.Items.Select(tile => tile.Number)], TextStyle.Bold, 16.5, each - 2 * Padding + 1);
        var labels = OneLine([.. tiles.Items.Select(tile => tile.Label)], TextStyle.Gray, Spacing.Body - 0.5, each - 2 * Padding + 1);
        var height = numbers[0].Height + labels[0].Height + 15;
        return new(height, (canvas, x, y) =>
        {
            canvas.Frame(x, y, width, height, Border, Ink.Rule);
            for (var index = 0; index < numbers.Count; index++)
            {
                var left = x + index * each;
                if (index > 0) canvas.Rectangle(left - Border / 2, y, Border, height, Ink.Rule);
                canvas.Text(numbers[index], left + Padding, y + 7);
                canvas.Text(labels[index], left + Padding, y + 7 + numbers[0].Height);
            }
        });
    }

    /// <summary>Each text on one line, all in one size: smaller where the longest would not fit.</summary>
    private List<TextLine> OneLine(List<string> texts, TextStyle style, double size, double width)
    {
        var lines = texts.ConvertAll(text => breaker.Fit(text, style, size, double.MaxValue)[0]);
        var widest = lines.Max(line => line.Width);
        return widest <= width ? lines : texts.ConvertAll(text => breaker.Fit(text, style, size * width / widest, double.MaxValue)[0]);
    }

    public IEnumerable<Piece> Callout(Callout callout, double width)
    {
        var inside = blocks.Nested(callout.Blocks, width - 2 * Padding - Edge);
        return Stack.Parts(inside, PageSheets.Tallest - 2 * Padding).Select(part => Framed(part, callout.Kind, width));
    }

    private static Piece Framed(Piece inside, CalloutKind kind, double width)
    {
        var height = inside.Height + 2 * Padding - 3;
        return new(height, (canvas, x, y) =>
        {
            if (kind == CalloutKind.Panel)
            {
                canvas.Rectangle(x, y, width, height, Ink.Panel);
            }
            else
            {
                canvas.Frame(x, y, width, height, 1, Ink.Text);
                canvas.Rectangle(x, y, Edge, height, Ink.Text);
            }

            inside.Draw(canvas, x + Padding + Edge, y + Padding - 1.5);
        });
    }

    public IEnumerable<Piece> SideBySide(SideBySide sides, double width)
    {
        var left = blocks.Nested(sides.Left, width - sides.RightWidth - SideGap);
        var right = Stack.One(blocks.Nested(sides.Right, sides.RightWidth));
        var first = true;
        foreach (var part in Stack.Parts(left, PageSheets.Tallest))
        {
            yield return first ? Beside(part, right, width - sides.RightWidth) : part;
            first = false;
        }
    }

    private static Piece Beside(Piece left, Piece right, double offset) => new(Math.Max(left.Height, right.Height), (canvas, x, y) =>
    {
        left.Draw(canvas, x, y);
        right.Draw(canvas, x + offset, y);
    });
}
