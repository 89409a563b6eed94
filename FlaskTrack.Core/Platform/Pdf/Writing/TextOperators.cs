using FlaskTrack.Core.Platform.Pdf.Fonts;
using FlaskTrack.Core.Platform.Pdf.Layout;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Writes fragments of text as PDF operators and says only what changes: font, size, gray, place.</summary>
internal sealed class TextOperators(ByteBuffer output)
{
    private const double Slant = 0.21;

    private Face? face;
    private float size;
    private float gray;
    private bool slanted;
    private int x;
    private int y;

    public void Begin()
    {
        (face, size, gray, slanted, x, y) = (null, 0, -1, false, 0, 0);
        output.Raw("BT\n"u8);
    }

    /// <param name="left">Hundredths of a point from the left.</param>
    /// <param name="up">Hundredths of a point from the foot.</param>
    public void Show(in Fragment fragment, int left, int up)
    {
        if (fragment.Length == 0) return;
        Place(left, up, fragment.Look.Oblique);
        if (fragment.Look.Gray != gray)
        {
            gray = fragment.Look.Gray;
            output.Number(gray).Raw("g\n"u8);
        }

        Glyphs(fragment.Text.AsSpan(fragment.Start, fragment.Length), fragment.Look);
    }

    private void Place(int left, int up, bool oblique)
    {
        if (oblique || slanted)
        {
            output.Raw("1 0 "u8).Number(oblique ? Slant : 0).Raw("1 "u8).Hundredths(left).Hundredths(up).Raw("Tm\n"u8);
        }
        else
        {
            output.Hundredths(left - x).Hundredths(up - y).Raw("Td\n"u8);
        }

        (slanted, x, y) = (oblique, left, up);
    }

    private void Glyphs(ReadOnlySpan<char> text, Look look)
    {
        var open = false;
        for (var at = 0; at < text.Length; at++)
        {
            int codePoint = text[at];
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                codePoint = char.ConvertToUtf32(text[at], text[++at]);
            ref readonly var slot = ref look.Typeface.Find(codePoint);
            if (slot.Face != face || look.Size != size)
            {
                if (open) output.Raw(")Tj\n"u8);
                open = false;
                (face, size) = (slot.Face, look.Size);
                output.Byte((byte)'/').Text(face.Resource).Byte((byte)' ').Number(size).Raw("Tf\n"u8);
            }

            if (!open) output.Byte((byte)'(');
            open = true;
            Escaped((byte)(slot.Id >> 8));
            Escaped((byte)slot.Id);
        }

        if (open) output.Raw(")Tj\n"u8);
    }

    /// <summary>A byte of a literal string: parentheses, the backslash and line ends have a meaning there.</summary>
    private void Escaped(byte value)
    {
        if (value == '\r')
        {
            output.Raw("\\r"u8);
            return;
        }

        if (value is (byte)'(' or (byte)')' or (byte)'\\') output.Byte((byte)'\\');
        output.Byte(value);
    }
}
