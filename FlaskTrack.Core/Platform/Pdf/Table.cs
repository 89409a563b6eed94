namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>
/// A table that may run over many pages: the head repeats, rows do not break unless taller than a page. Rows are read one
/// by one and not kept, so memory does not grow with them. A row has one cell for each column.
/// </summary>
public sealed record Table(IReadOnlyList<Column> Columns, IEnumerable<IReadOnlyList<RichText>> Rows) : Block
{
    /// <summary>Size of the text in points.</summary>
    public double Size { get; init; } = 9;
    /// <summary>Said in gray when there is no row.</summary>
    public string Empty { get; init; } = "None";
}

/// <summary>A column; widths are relative to those of the other columns.</summary>
public sealed record Column(string Head, double Width = 1, Align Align = Align.Start, TextStyle Style = TextStyle.Plain)
{
    /// <summary>Size of the column's cells in points; 0 takes the table's.</summary>
    public double Size { get; init; }
}
