using FlaskTrack.Core.Platform.Pdf.Writing;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>
/// A part of a block that does not break: a line, a table row, a box. <paramref name="Draw"/> gets the canvas and the part's
/// left and top. Lengths in points.
/// </summary>
internal sealed record Piece(double Height, Action<Canvas, double, double> Draw)
{
    /// <summary>Space above, dropped at the head of a page.</summary>
    public double Gap { get; init; }
    /// <summary>Stays on the page of the piece after it.</summary>
    public bool KeepWithNext { get; init; }
    /// <summary>Drawn again when a page begins with this piece: a table's head.</summary>
    public Piece? Head { get; init; }
}
