namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>Organization at the left with the mark, document kind and code at the right, a strong rule beneath.</summary>
public sealed record Brand(string Organization, string Address, string Kind, string Code) : Block
{
    /// <summary>Stands in place of the mark; the same as <see cref="PdfDocument.Logo"/>.</summary>
    public PdfPicture? Logo { get; init; }
}

/// <summary>Facts in two columns. <paramref name="LabelWidth"/> in points.</summary>
public sealed record KeyValues(IReadOnlyList<Fact> Facts, double LabelWidth = 94) : Block;

/// <summary>A label and its value.</summary>
public sealed record Fact(string Label, RichText Value);

/// <summary>A row of bordered boxes, each a number over its label.</summary>
public sealed record Tiles(IReadOnlyList<Tile> Items) : Block;

public sealed record Tile(string Number, string Label);

/// <summary>Blocks set apart: bordered with a thick left edge, or on a gray panel.</summary>
public sealed record Callout(IReadOnlyList<Block> Blocks, CalloutKind Kind = CalloutKind.Edge) : Block
{
    public Callout(RichText text, CalloutKind kind = CalloutKind.Edge) : this([new Paragraph(text)], kind) { }
}

public enum CalloutKind { Edge, Panel }

/// <summary>1., 2., 3.</summary>
public sealed record NumberedList(IReadOnlyList<RichText> Items) : Block;

/// <summary>Two groups next to each other; the second is <paramref name="RightWidth"/> points wide.</summary>
public sealed record SideBySide(IReadOnlyList<Block> Left, IReadOnlyList<Block> Right, double RightWidth) : Block;

/// <summary>A QR code drawn as vectors, with its caption in mono beneath. <paramref name="Size"/> in points.</summary>
public sealed record QrCode(string Payload, string Caption = "", double Size = 84, Align Align = Align.Start) : Block;
