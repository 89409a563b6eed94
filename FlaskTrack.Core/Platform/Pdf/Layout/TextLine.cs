namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>One fitted line. Sizes in points.</summary>
internal sealed record TextLine(Fragment[] Fragments, double Width, double Height)
{
    /// <summary>From the top of the line to its base line: the text's middle on the line's.</summary>
    public double Baseline { get; } = Height / 2 + 0.37 * Fragments.Max(fragment => fragment.Look.Size);
}

/// <summary>A stretch of a line in one look; <paramref name="X"/> from the line's start.</summary>
internal readonly record struct Fragment(string Text, int Start, int Length, Look Look, double X, double Width);
