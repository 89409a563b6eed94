namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>The fonts of one document: three bundled styles, and faces of the machine for what they lack.</summary>
internal sealed class FontSet
{
    private readonly List<Face> faces = [];
    private readonly SortedSet<int> missing = [];

    public FontSet()
    {
        Regular = Style(BundledFonts.Regular, bold: false);
        Bold = Style(BundledFonts.Bold, bold: true);
        Mono = Style(BundledFonts.Mono, bold: false);
    }

    public Typeface Regular { get; }
    public Typeface Bold { get; }
    public Typeface Mono { get; }
    public IEnumerable<Face> UsedFaces => faces.Where(face => face.Used);
    public IReadOnlyList<MissingCharacter> Missing => [.. missing.Select(code => new MissingCharacter(code))];

    private Typeface Style(FontFile file, bool bold)
    {
        var face = AddFace(file);
        return new(face, codePoint => FindElsewhere(face, codePoint, bold));
    }

    private (Face, int) FindElsewhere(Face primary, int codePoint, bool bold)
    {
        // A bundled face first: it is there on every machine, so the sheet looks the same.
        var file = BundledFonts.Regular.Characters.Glyph(codePoint) != 0 ? BundledFonts.Regular : SystemFonts.For(codePoint, bold);
        if (file is null)
        {
            missing.Add(codePoint);
            return (primary, 0);
        }

        var face = faces.Find(face => face.File == file) ?? AddFace(file);
        return (face, file.Characters.Glyph(codePoint));
    }

    private Face AddFace(FontFile file)
    {
        var face = new Face(file, $"F{faces.Count + 1}");
        faces.Add(face);
        return face;
    }
}
