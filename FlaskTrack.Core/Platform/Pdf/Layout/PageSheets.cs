using System.Globalization;
using FlaskTrack.Core.Platform.Pdf.Fonts;
using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>
/// The sheets of a document, A4. A finished sheet is written at once; only its numbers stay in memory. Lines that name the
/// count of pages are written at the end, as a second content stream of their page.
/// </summary>
internal sealed class PageSheets(PdfFile file, FontSet fonts, PdfDocument document, IProgress<int>? progress, CancellationToken ct)
{
    public const double PaperWidth = 595.28, PaperHeight = 841.89, Left = 51, Width = PaperWidth - 2 * Left, Bottom = 784;
    public const double Tallest = Bottom - TopUnderHeader;
    private const double TopPlain = 46, TopUnderHeader = 78, HeaderText = 45, HeaderRule = 62, FooterRule = 796, FooterText = 801, Small = 8.3;
    private const string CountMark = "{pages}";

    private readonly List<SheetEntry> entries = [];
    private readonly List<Bookmark> bookmarks = [];
    private readonly LineBreaker breaker = new(fonts);
    private double top;

    public Canvas Canvas { get; } = new(PaperHeight);
    public bool Open { get; private set; }
    public int Count => entries.Count;
    public double Top => top;
    public RunningText? Header { get; set; } = document.Header;
    public IReadOnlyList<SheetEntry> Entries => entries;
    public IReadOnlyList<Bookmark> Bookmarks => bookmarks;

    public void Begin()
    {
        ct.ThrowIfCancellationRequested();
        Open = true;
        top = Header is null ? TopPlain : TopUnderHeader;
        entries.Add(new(file.Reserve(), 0, 0, Header));
        if (Header is not null) Canvas.Line(Left, Left + Width, HeaderRule, 0.6, Ink.Rule);
        if (document.Footer is not null) Canvas.Line(Left, Left + Width, FooterRule, 0.6, Ink.Rule);
        Running(Count, entries[^1].Header, pages: null);
    }

    public void End()
    {
        if (!Open) return;
        Open = false;
        entries[^1] = entries[^1] with { Content = file.Stream(Canvas.Finish()) };
        progress?.Report(Count);
    }

    public void Bookmark(int level, string title, double y) => bookmarks.Add(new(level, PlainText.Of(title), entries[^1].Number, PaperHeight - y + 6));

    /// <summary>Writes the lines that had to wait for the count of pages.</summary>
    public void Finish()
    {
        for (var index = 0; index < entries.Count; index++)
        {
            if (!Waits(entries[index].Header) && !Waits(document.Footer)) continue;
            Running(index + 1, entries[index].Header, Count);
            entries[index] = entries[index] with { Late = file.Stream(Canvas.Finish(), compress: false) };
        }
    }

    private void Running(int page, RunningText? header, int? pages)
    {
        if (header is not null) Running(header, HeaderText, page, pages);
        if (document.Footer is not null) Running(document.Footer, FooterText, page, pages);
    }

    private void Running(RunningText text, double y, int page, int? pages)
    {
        Part(text.Left, Align.Start, y, page, pages);
        Part(text.Center, Align.Center, y, page, pages);
        Part(text.Right, Align.End, y, page, pages);
    }

    private void Part(string text, Align align, double y, int page, int? pages)
    {
        if (text.Length == 0 || text.Contains(CountMark, StringComparison.Ordinal) != pages.HasValue) return;
        var shown = text.Replace("{page}", page.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (pages is { } count) shown = shown.Replace(CountMark, count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var lines = breaker.Fit(shown, TextStyle.Gray, Small, double.MaxValue);
        BlockLayout.Draw(Canvas, lines[..1], Left, y, Width, align);
    }

    private static bool Waits(RunningText? text) =>
        text is not null && (text.Left + text.Center + text.Right).Contains(CountMark, StringComparison.Ordinal);
}

/// <param name="Number">Object number of the page.</param>
/// <param name="Content">Of its content stream.</param>
/// <param name="Late">Of the content that names the count of pages; 0 if none.</param>
internal readonly record struct SheetEntry(int Number, int Content, int Late, RunningText? Header);

/// <param name="Top">Height above the foot of the sheet, in points.</param>
internal sealed record Bookmark(int Level, string Title, int Page, double Top);
