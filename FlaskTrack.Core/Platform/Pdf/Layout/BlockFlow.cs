using FlaskTrack.Core.Platform.Pdf.Fonts;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Reads the blocks in order and hands their pieces to the pages, with the space that belongs between them.</summary>
internal sealed class BlockFlow(PageFlow flow, FontSet fonts, PageSheets sheets, CancellationToken ct)
{
    private readonly BlockLayout layout = new(fonts, sheets);
    private double after;

    public void Lay(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            ct.ThrowIfCancellationRequested();
            switch (block)
            {
                case PageBreak:
                    flow.Break();
                    after = 0;
                    break;
                case RunningHead head:
                    flow.Settle();
                    sheets.Header = head.Text;
                    break;
                case Deferred deferred:
                    flow.Settle();
                    Lay(deferred.Blocks(new(sheets.Count, fonts.Missing)));
                    break;
                default:
                    Place(block);
                    break;
            }
        }
    }

    private void Place(Block block)
    {
        var (before, next) = Spacing.Around(block);
        var gap = Math.Max(after, before);
        foreach (var piece in layout.Pieces(block, PageSheets.Width))
        {
            ct.ThrowIfCancellationRequested();
            flow.Place(gap > 0 ? piece with { Gap = piece.Gap + gap } : piece);
            gap = 0;
        }

        after = next;
    }
}
