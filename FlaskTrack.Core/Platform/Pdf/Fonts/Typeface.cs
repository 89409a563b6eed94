namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>From code point to character id for one style, with the fonts behind it. Looked up by array for speed.</summary>
internal sealed class Typeface(Face primary, Func<int, (Face Face, int Glyph)> fallback)
{
    private readonly Slot[]?[] pages = new Slot[]?[0x110000 >> 8];

    public Face Primary { get; } = primary;

    /// <summary>The face and character id that show a code point.</summary>
    public ref readonly Slot Find(int codePoint)
    {
        ref var page = ref pages[codePoint >> 8];
        page ??= new Slot[256];
        ref var slot = ref page[codePoint & 0xFF];
        if (slot.Face is null) slot = Make(codePoint);
        return ref slot;
    }

    private Slot Make(int codePoint)
    {
        var glyph = Primary.File.Characters.Glyph(codePoint);
        var (face, drawn) = glyph != 0 ? (Primary, glyph) : fallback(codePoint);
        var id = face.Add(codePoint, drawn);
        return new(face, (ushort)id, face.Advances[id] / 1000f);
    }

    /// <param name="Advance">Width in ems.</param>
    internal readonly record struct Slot(Face Face, ushort Id, float Advance);
}
