namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>
/// Places pieces down the sheets and begins a new one where the next piece does not fit. Pieces that stay with the next
/// wait until that one is known; the wait is bounded by a page.
/// </summary>
internal sealed class PageFlow(PageSheets sheets)
{
    private readonly List<Piece> waiting = [];
    private double y;

    public void Place(Piece piece)
    {
        waiting.Add(piece);
        if (piece.KeepWithNext && Total() < PageSheets.Tallest) return;
        Settle();
    }

    public void Break()
    {
        Settle();
        sheets.End();
    }

    public void Finish()
    {
        Settle();
        if (sheets.Count == 0) sheets.Begin();
        sheets.End();
    }

    /// <summary>Places what waits for a next piece.</summary>
    public void Settle()
    {
        if (waiting.Count == 0) return;
        if (!sheets.Open) Begin();
        var atTop = y <= sheets.Top;
        var needed = Total() - (atTop ? waiting[0].Gap : 0);
        if (!atTop && y + needed > PageSheets.Bottom)
        {
            Turn(waiting[0]);
        }

        foreach (var piece in waiting) Draw(piece);
        waiting.Clear();
    }

    private void Draw(Piece piece)
    {
        var gap = y <= sheets.Top ? 0 : piece.Gap;
        // A group taller than a sheet cannot stay together.
        if (y > sheets.Top && y + gap + piece.Height > PageSheets.Bottom)
        {
            Turn(piece);
            gap = 0;
        }

        piece.Draw(sheets.Canvas, PageSheets.Left, y + gap);
        y += gap + piece.Height;
    }

    private void Turn(Piece first)
    {
        sheets.End();
        Begin();
        if (first.Head is not { } head) return;
        head.Draw(sheets.Canvas, PageSheets.Left, y);
        y += head.Height;
    }

    private void Begin()
    {
        sheets.Begin();
        y = sheets.Top;
    }

    private double Total()
    {
        var total = 0.0;
        foreach (var piece in waiting) total += piece.Gap + piece.Height;
        return total;
    }
}
