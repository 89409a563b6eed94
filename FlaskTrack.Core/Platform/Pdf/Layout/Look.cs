using FlaskTrack.Core.Platform.Pdf.Fonts;

namespace FlaskTrack.Core.Platform.Pdf.Layout;

/// <summary>How glyphs are set: face, size in points, gray level (0 is black), slant and strike.</summary>
internal readonly record struct Look(Typeface Typeface, float Size, float Gray, bool Oblique, bool Struck)
{
    public static Look Of(FontSet fonts, TextStyle style, double size) => new(
        style.HasFlag(TextStyle.Mono) ? fonts.Mono : style.HasFlag(TextStyle.Bold) ? fonts.Bold : fonts.Regular,
        (float)size,
        style.HasFlag(TextStyle.Gray) ? Ink.Soft : Ink.Text,
        style.HasFlag(TextStyle.Italic),
        style.HasFlag(TextStyle.Struck));
}

/// <summary>Gray levels, 0 black to 1 white. Text keeps a contrast of at least 7 to 1 on the panel.</summary>
internal static class Ink
{
    public const float Text = 0.07f, Soft = 0.3f, Rule = 0.6f, Hairline = 0.8f, Panel = 0.945f, Paper = 1;
}
