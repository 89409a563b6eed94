namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>
/// A font as one document uses it. Every code point used gets the next character id, and the subset holds its glyphs in that
/// order, so pages can be written before the subset is known.
/// </summary>
internal sealed class Face(FontFile file, string resource)
{
    private readonly List<int> glyphs = [0];
    private readonly List<int> codePoints = [0];
    private readonly List<int> advances = [PerThousand(file, 0)];

    public FontFile File { get; } = file;
    /// <summary>Name in the page resources, as F1.</summary>
    public string Resource { get; } = resource;
    public bool Used => glyphs.Count > 1;
    public IReadOnlyList<int> Glyphs => glyphs;
    public IReadOnlyList<int> CodePoints => codePoints;
    /// <summary>Widths in thousandths of the size.</summary>
    public IReadOnlyList<int> Advances => advances;

    /// <summary>
    /// A new character id. Glyph 0 given here is the box of a missing character: it gets an id of its own, because PDF/A
    /// (ISO 19005-3 §6.2.11.8) forbids text that refers to .notdef, and so its code point stays in the text.
    /// </summary>
    public int Add(int codePoint, int glyph)
    {
        glyphs.Add(glyph);
        codePoints.Add(codePoint);
        advances.Add(PerThousand(File, glyph));
        return glyphs.Count - 1;
    }

    private static int PerThousand(FontFile file, int glyph) =>
        (int)Math.Round(file.Advance(glyph) * 1000.0 / file.UnitsPerEm);
}
