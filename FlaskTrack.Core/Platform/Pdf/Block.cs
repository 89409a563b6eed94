namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>One thing on a sheet. Sizes are in points (1/72 inch); space around a block is the layout's business.</summary>
public abstract record Block;

/// <summary>Heading of level 1 to 3; becomes a bookmark, nested by level. Stays with what follows it.</summary>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>The large title of a cover: a small word above, the title, a line below; becomes a first-level bookmark.</summary>
public sealed record Title(string Kicker, string Text, RichText Below) : Block;

/// <summary>Running text. <paramref name="Size"/> 0 takes the body size.</summary>
public sealed record Paragraph(RichText Text, double Size = 0, Align Align = Align.Start) : Block
{
    /// <summary>Stays on the page of the block that follows, as a caption does above its table.</summary>
    public bool KeepWithNext { get; init; }
}

/// <summary>Vertical space, dropped at the head of a page.</summary>
public sealed record Spacer(double Height) : Block;

/// <summary>A hairline over the whole width.</summary>
public sealed record Rule : Block;

/// <summary>What follows begins on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>Changes the line at the head of pages not yet begun; null ends it.</summary>
public sealed record RunningHead(RunningText? Text) : Block;

/// <summary>Blocks made when their turn comes, for those that report on the document so far, as a verification page does.</summary>
public sealed record Deferred(Func<PdfSoFar, IEnumerable<Block>> Blocks) : Block;

public enum Align { Start, Center, End }
