namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>Sizes of text and the space before and after each kind of block, in points.</summary>
internal static class Spacing
{
    public const double Body = 9.5, Title = 29, Subtitle = 13;

    public static double HeadingSize(int level) => level switch { 1 => 17, 2 => 12, _ => 10.5 };

    public static (double Before, double After) Around(Block block) => block switch
    {
        Heading heading => heading.Level switch { 1 => (24, 8), 2 => (18, 5), _ => (16, 5) },
        Pdf.Title => (34, 26),
        Tiles => (18, 13),
        Callout { Kind: CalloutKind.Edge } => (13, 13),
        Callout => (16, 13),
        SideBySide => (10, 10),
        Table => (4, 10),
        Spacer => (0, 0),
        Rule => (8, 8),
        _ => (0, 6),
    };
}
