using FlaskTrack.Core.Platform.Pdf.Fonts;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Fits text into lines of a width. One instance serves a document; it keeps no text.</summary>
internal sealed class LineBreaker(FontSet fonts)
{
    private const double Rounding = 0.01;
    private const double Leading = 1.4;

    private readonly List<(int End, Look Look)> spans = [];
    private string text = "";

    /// <param name="style">Added to each run's own style.</param>
    public List<TextLine> Fit(RichText rich, TextStyle style, double size, double width, double leading = Leading)
    {
        Take(rich, style, size);
        var lines = new List<TextLine>(1);
        var start = 0;
        while (start <= text.Length)
        {
            var (end, next) = NextLine(start, width);
            lines.Add(Line(start, end, leading));
            start = next;
        }

        return lines;
    }

    private void Take(RichText rich, TextStyle style, double size)
    {
        spans.Clear();
        text = "";
        for (var index = 0; index < rich.Count; index++)
        {
            var run = rich[index];
            var part = PlainText.Of(run.Text);
            text = index == 0 ? part : text + part;
            spans.Add((text.Length, Look.Of(fonts, run.Style | style, run.Size > 0 ? run.Size : size)));
        }

        if (spans.Count == 0) spans.Add((0, Look.Of(fonts, style, size)));
    }

    /// <returns>Where the line's text ends and where the next begins; past the text's end when this was the last.</returns>
    private (int End, int Next) NextLine(int start, double width)
    {
        var (used, span, softEnd, softNext, joint) = (0.0, SpanAt(start), -1, -1, -1);
        for (var at = start; at < text.Length;)
        {
            var character = text[at];
            if (character == '\n') return (at, at + 1);
            while (at >= spans[span].End) span++;
            var (codePoint, length) = CodePoint(at);
            used += spans[span].Look.Typeface.Find(codePoint).Advance * spans[span].Look.Size;
            if (Breaks.IsSpace(character))
            {
                if (!Breaks.JoinsUnit(text, at)) (softEnd, softNext) = (softNext == at ? softEnd : at, at + 1);
            }
            else if (used > width + Rounding && at > start)
            {
                return softNext > start ? (softEnd, softNext) : joint > start ? (joint, joint) : (at, at);
            }
            else
            {
                if (Breaks.IsJoint(character)) joint = at + 1;
                if (codePoint > 0x2000 && at + length < text.Length && Breaks.Between(codePoint, CodePoint(at + length).Value))
                    softEnd = softNext = at + length;
            }

            at += length;
        }

        return (text.Length, text.Length + 1);
    }

    private TextLine Line(int start, int end, double leading)
    {
        while (end > start && text[end - 1] == ' ') end--;
        var fragments = new List<Fragment>(1);
        var (x, tallest) = (0.0, 0f);
        var from = start;
        for (var span = SpanAt(start); from < end; span++)
        {
            var to = Math.Min(end, spans[span].End);
            var fragment = Part(from, to, spans[span].Look, x);
            fragments.Add(fragment);
            x += fragment.Width;
            tallest = Math.Max(tallest, fragment.Look.Size);
            from = to;
        }

        if (fragments.Count == 0) fragments.Add(new("", 0, 0, spans[SpanAt(start)].Look, 0, 0));
        if (tallest == 0) tallest = fragments[0].Look.Size;
        return new([.. fragments], x, tallest * leading);
    }

    private Fragment Part(int from, int to, Look look, double x)
    {
        var width = Measure(from, to, look);
        return VisualOrder.Needed(text.AsSpan(from, to - from))
            ? new(VisualOrder.Apply(text.AsSpan(from, to - from)), 0, to - from, look, x, width)
            : new(text, from, to - from, look, x, width);
    }

    private double Measure(int from, int to, Look look)
    {
        var ems = 0.0;
        while (from < to)
        {
            var (codePoint, length) = CodePoint(from);
            ems += look.Typeface.Find(codePoint).Advance;
            from += length;
        }

        return ems * look.Size;
    }

    private int SpanAt(int position)
    {
        var span = 0;
        while (span < spans.Count - 1 && position >= spans[span].End) span++;
        return span;
    }

    private (int Value, int Length) CodePoint(int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? (char.ConvertToUtf32(text[at], text[at + 1]), 2) : (text[at], 1);
}
