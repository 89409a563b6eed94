namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>How a run of text looks. Values combine; <see cref="Italic"/> is an oblique of the upright face.</summary>
[Flags]
public enum TextStyle
{
    Plain = 0,
    Bold = 1,
    Italic = 2,
    Mono = 4,
    /// <summary>A value that was replaced: a line through it, still legible (21 CFR 11.10(e): earlier values are not obscured).</summary>
    Struck = 8,
    Gray = 16,
}
