using System.Text.RegularExpressions;
using FlaskTrack.Core.Platform.Pdf;

namespace FlaskTrack.Tests.Platform.Pdf;

public sealed class PdfPagesTests : PdfFolder
{
    private static Table Rows(int count) => new([new("Sequence", 1, Align.End), new("Action", 3)],
        Enumerable.Range(1, count).Select(row => (IReadOnlyList<RichText>)[$"row{row}", "samples.edit"]));

    private string[] PagesOf(params Block[] blocks) => TextOf(blocks).Split('\f', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void A_long_table_repeats_its_head_on_each_page_and_loses_no_row()
    {
        var pages = PagesOf(Rows(200));
        Assert.True(pages.Length > 2);
        Assert.All(pages, page => Assert.Contains("Sequence", page, StringComparison.Ordinal));
        var rows = pages.SelectMany(page => Regex.Matches(page, @"row\d+").Select(match => match.Value));
        Assert.Equal(Enumerable.Range(1, 200).Select(row => $"row{row}"), rows);
    }

    [Fact]
    public void Every_page_says_which_of_how_many_it_is()
    {
        var pages = PagesOf(Rows(200));
        Assert.Equal(Enumerable.Range(1, pages.Length).Select(page => $"Page {page} of {pages.Length}"),
            pages.Select(page => Regex.Match(page, @"Page \d+ of \d+").Value));
    }

    [Fact]
    public void A_row_does_not_break_over_pages()
    {
        var tall = string.Join('\n', Enumerable.Range(1, 9).Select(line => $"line{line}"));
        var pages = PagesOf(new Table([new("Note")], Enumerable.Range(0, 30).Select(_ => (IReadOnlyList<RichText>)[tall])));
        Assert.All(pages, page => Assert.Equal(Regex.Count(page, "line1"), Regex.Count(page, "line9")));
    }

    [Fact]
    public void A_row_taller_than_a_page_goes_on_to_the_next()
    {
        var pages = PagesOf(new Table([new("Note"), new("By")], [[string.Join('\n', Enumerable.Range(1, 150).Select(line => $"n{line}.")), "Wei"]]));
        Assert.True(pages.Length > 1);
        Assert.All(Enumerable.Range(1, 150), line => Assert.Single(pages, page => page.Contains($" n{line}.", StringComparison.Ordinal) || page.Contains($"\nn{line}.", StringComparison.Ordinal) || page.StartsWith($"n{line}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_heading_stays_with_the_table_below_it()
    {
        for (var filler = 600; filler < 720; filler += 10)
        {
            var page = Assert.Single(PagesOf(new Paragraph("x"), new Spacer(filler), new Paragraph("y"), new Heading(2, "Heading of it"), Rows(1)),
                page => page.Contains("Heading of it", StringComparison.Ordinal));
            Assert.Contains("row1", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_running_head_begins_with_the_next_page()
    {
        var pages = PagesOf(new Paragraph("cover"), new RunningHead(new("SMP-000001 record", "", "v3")), new PageBreak(), new Paragraph("inside"), new RunningHead(null), new PageBreak(), new Paragraph("last"));
        Assert.Equal([false, true, false], pages.Select(page => page.Contains("SMP-000001 record", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_panel_taller_than_a_page_goes_on()
    {
        var pages = PagesOf(new Callout([.. Enumerable.Range(1, 120).Select(line => new Paragraph($"point{line};"))]));
        Assert.Equal(120, pages.Sum(page => Regex.Count(page, @"point\d+;")));
        Assert.True(pages.Length > 1);
    }

    [Fact]
    public void A_document_without_blocks_is_one_blank_page()
    {
        var (file, result) = Write(Document());
        Assert.Equal(1, result.Pages);
        Assert.Equal(0, PdfTools.Run("qpdf", "--check", file).Code);
    }

    [Fact]
    public void A_row_of_another_length_than_the_columns_is_refused() =>
        Assert.Throws<ArgumentException>(() => Write(Document(new Table([new("A"), new("B")], [["one"]]))));

    [Fact]
    public void Ten_thousand_rows_are_read_one_by_one_and_all_there()
    {
        var (largestAhead, read) = (0, 0);
        var seen = new Pages(page => largestAhead = Math.Max(largestAhead, read - (page * 60)));
        var rows = Enumerable.Range(1, 10_000).Select(row => { read = row; return (IReadOnlyList<RichText>)[$"row{row}", "samples.edit"]; });
        var file = PathOf("long.pdf");
        using (var output = File.Create(file))
            PdfWriter.Write(Document(new Table([new("Sequence"), new("Action")], rows)), output, seen);
        Assert.True(seen.Last > 200);
        Assert.True(largestAhead < 60, $"{largestAhead} rows were read ahead of the pages");
        Assert.Matches($@"Pages:\s+{seen.Last}\b", PdfTools.Info(file));
        Assert.Equal(10_000, Regex.Count(PdfTools.Text(file), @"row\d+"));
    }

    [Fact]
    public void Writing_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var pages = new Pages(page => { if (page == 3) stop.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => PdfWriter.Write(Document(Rows(10_000)), Stream.Null, pages, stop.Token));
        Assert.Equal(3, pages.Last);
    }

    private sealed class Pages(Action<int> seen) : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value)
        {
            Last = value;
            seen(value);
        }
    }
}
