using FlaskTrack.Core.Platform.Pdf.Fonts;
using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Turns a block into pieces of a width.</summary>
internal sealed class BlockLayout
{
    private readonly LineBreaker breaker;
    private readonly PageSheets sheets;
    private readonly TableLayout tables;
    private readonly PanelLayout panels;
    private readonly BrandLayout brands;

    public BlockLayout(FontSet fonts, PageSheets sheets)
    {
        breaker = new(fonts);
        this.sheets = sheets;
        tables = new(breaker);
        panels = new(breaker, this);
        brands = new(breaker);
    }

    public IEnumerable<Piece> Pieces(Block block, double width) => block switch
    {
        Heading heading => [Heading(heading, width)],
        Title title => [Title(title, width)],
        Paragraph paragraph => Paragraph(paragraph, width),
        KeyValues facts => facts.Facts.Select((fact, index) => panels.Fact(fact, facts.LabelWidth, width, first: index == 0)),
        NumberedList list => list.Items.Select((item, index) => panels.Item(index + 1, item, width)),
        Tiles tiles => [panels.Tiles(tiles, width)],
        Callout callout => panels.Callout(callout, width),
        SideBySide sides => panels.SideBySide(sides, width),
        Table table => tables.Pieces(table, width),
        QrCode code => [QrLayout.Piece(code, breaker, width)],
        Brand brand => [brands.Piece(brand, width)],
        Rule => [new(0, (canvas, x, y) => canvas.Line(x, x + width, y, 0.6, Ink.Rule))],
        Spacer spacer => [new(0, (_, _, _) => { }) { Gap = spacer.Height }],
        _ => throw new ArgumentException($"A {block.GetType().Name} cannot stand here."),
    };

    /// <summary>Blocks inside another block, with the space between them.</summary>
    public List<Piece> Nested(IReadOnlyList<Block> blocks, double width)
    {
        var pieces = new List<Piece>();
        var after = 0.0;
        foreach (var block in blocks)
        {
            var (before, next) = Spacing.Around(block);
            // Inside a panel, blocks stand closer than on the sheet.
            var gap = Math.Max(after, before) / 2;
            foreach (var piece in Pieces(block, width))
            {
                pieces.Add(piece with { Gap = piece.Gap + gap });
                gap = 0;
            }

            after = next;
        }

        return pieces;
    }

    private Piece Heading(Heading heading, double width)
    {
        var text = TextPiece(breaker.Fit(heading.Text, TextStyle.Bold, Spacing.HeadingSize(heading.Level), width, 1.3), width, Align.Start);
        return new(text.Height, (canvas, x, y) =>
        {
            sheets.Bookmark(heading.Level, heading.Text, y);
            text.Draw(canvas, x, y);
        }) { KeepWithNext = true };
    }

    private Piece Title(Title title, double width)
    {
        var parts = new List<Piece>
        {
            TextPiece(breaker.Fit(title.Kicker, TextStyle.Gray, Spacing.Body, width), width, Align.Start),
            TextPiece(breaker.Fit(title.Text, TextStyle.Bold, Spacing.Title, width, 1.25), width, Align.Start),
        };
        if (!title.Below.IsEmpty)
            parts.Add(TextPiece(breaker.Fit(title.Below, TextStyle.Plain, Spacing.Subtitle, width, 1.45), width, Align.Start));
        var all = Stack.One(parts);
        return new(all.Height, (canvas, x, y) =>
        {
            sheets.Bookmark(1, title.Text, y);
            all.Draw(canvas, x, y);
        });
    }

    private IEnumerable<Piece> Paragraph(Paragraph paragraph, double width)
    {
        var size = paragraph.Size > 0 ? paragraph.Size : Spacing.Body;
        var lines = breaker.Fit(paragraph.Text, TextStyle.Plain, size, width);
        // Two lines stay together at each end, so that no single line is left alone on a page.
        for (var at = 0; at < lines.Count;)
        {
            var left = lines.Count - at;
            var take = left <= 3 ? left : at == 0 ? 2 : 1;
            yield return TextPiece(lines.GetRange(at, take), width, paragraph.Align) with { KeepWithNext = paragraph.KeepWithNext };
            at += take;
        }
    }

    public static Piece TextPiece(List<TextLine> lines, double width, Align align) =>
        new(lines.Sum(line => line.Height), (canvas, x, y) => Draw(canvas, lines, x, y, width, align));

    public static void Draw(Canvas canvas, List<TextLine> lines, double x, double y, double width, Align align)
    {
        foreach (var line in lines)
        {
            var indent = align switch { Align.End => width - line.Width, Align.Center => (width - line.Width) / 2, _ => 0 };
            canvas.Text(line, x + indent, y);
            y += line.Height;
        }
    }
}
