using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Rows of a table as pieces, made one by one as the rows are read.</summary>
internal sealed class TableLayout(LineBreaker breaker)
{
    private const double CellGap = 8, HeadRule = 1.5, Hairline = 0.5;

    public IEnumerable<Piece> Pieces(Table table, double width)
    {
        var sum = table.Columns.Sum(column => column.Width);
        double[] widths = [.. table.Columns.Select(column => column.Width / sum * width)];
        var head = Head(table, widths, width);
        yield return head with { KeepWithNext = true };
        var empty = true;
        foreach (var row in table.Rows)
        {
            empty = false;
            foreach (var piece in Row(table, row, widths, width, PageSheets.Tallest - head.Height)) yield return piece with { Head = head };
        }

        if (!empty) yield break;
        var words = breaker.Fit(table.Empty, TextStyle.Gray, table.Size, width);
        yield return RowPiece([words], table, [width], width, Padding(table), last: true);
    }

    private static double Padding(Table table) => table.Size * 0.42;

    private Piece Head(Table table, double[] widths, double width)
    {
        var cells = new List<TextLine>[widths.Length];
        for (var index = 0; index < cells.Length; index++)
            cells[index] = breaker.Fit(table.Columns[index].Head, TextStyle.Bold, table.Size * 0.96, Inner(widths, index), 1.33);
        var padding = Padding(table);
        var tallest = cells.Max(lines => lines.Sum(line => line.Height));
        var height = tallest + 2 * padding;
        return new(height + HeadRule, (canvas, x, y) =>
        {
            canvas.Line(x, x + width, y + height + HeadRule / 2, HeadRule, Ink.Text);
            for (var index = 0; index < cells.Length; index++)
            {
                // Heads of one line stand on the rule, next to those of two.
                var drop = tallest - cells[index].Sum(line => line.Height);
                BlockLayout.Draw(canvas, cells[index], x, y + padding + drop, Inner(widths, index), table.Columns[index].Align);
                x += widths[index];
            }
        });
    }

    private IEnumerable<Piece> Row(Table table, IReadOnlyList<RichText> row, double[] widths, double width, double tallest)
    {
        if (row.Count != widths.Length)
            throw new ArgumentException($"A row has {row.Count} cells, the table {widths.Length} columns.", nameof(table));
        var cells = new List<TextLine>[widths.Length];
        for (var index = 0; index < cells.Length; index++)
        {
            var column = table.Columns[index];
            cells[index] = breaker.Fit(row[index], column.Style, column.Size > 0 ? column.Size : table.Size, Inner(widths, index), 1.33);
        }

        var padding = Padding(table);
        var room = tallest - 2 * padding - Hairline;
        while (cells.Any(lines => lines.Sum(line => line.Height) > room))
        {
            var fitting = cells.Select(lines => Math.Max(1, Fitting(lines, room))).ToArray();
            yield return RowPiece([.. cells.Select((lines, index) => lines[..Math.Min(fitting[index], lines.Count)])], table, widths, width, padding, last: false);
            for (var index = 0; index < cells.Length; index++) cells[index] = cells[index][Math.Min(fitting[index], cells[index].Count)..];
        }

        yield return RowPiece(cells, table, widths, width, padding, last: true);
    }

    private static int Fitting(List<TextLine> lines, double room)
    {
        var count = 0;
        foreach (var line in lines)
        {
            room -= line.Height;
            if (room < 0) break;
            count++;
        }

        return count;
    }

    private static Piece RowPiece(List<TextLine>[] cells, Table table, double[] widths, double width, double padding, bool last)
    {
        // Cells of different size stand on one base line.
        var baseline = 0.0;
        foreach (var lines in cells) baseline = Math.Max(baseline, lines.Count > 0 ? lines[0].Baseline : 0);
        var tallest = 0.0;
        foreach (var lines in cells) tallest = Math.Max(tallest, Drop(lines, baseline) + lines.Sum(line => line.Height));
        var height = tallest + 2 * padding;
        return new(height + Hairline, (canvas, x, y) =>
        {
            if (last) canvas.Line(x, x + width, y + height + Hairline / 2, Hairline, Ink.Hairline);
            for (var index = 0; index < cells.Length; index++)
            {
                BlockLayout.Draw(canvas, cells[index], x, y + padding + Drop(cells[index], baseline), Inner(widths, index), table.Columns[index].Align);
                x += widths[index];
            }
        });
    }

    private static double Drop(List<TextLine> lines, double baseline) => lines.Count > 0 ? baseline - lines[0].Baseline : 0;

    private static double Inner(double[] widths, int index) => Math.Max(1, widths[index] - (index < widths.Length - 1 ? CellGap : 0));
}
