using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlaskTrack.Core.Platform.Pdf.Fonts;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Embeds the used part of each face as a composite font with two-byte codes (ISO 32000-1 §9.7).</summary>
internal static class FontObjects
{
    private const int LongestList = 100;

    /// <returns>Resource dictionary entries, <c>/F1 12 0 R …</c>.</returns>
    public static string Write(PdfFile file, IEnumerable<Face> faces)
    {
        var resources = new StringBuilder();
        foreach (var face in faces)
            resources.Append(CultureInfo.InvariantCulture, $"/{face.Resource} {Write(file, face)} 0 R");
        return resources.ToString();
    }

    private static int Write(PdfFile file, Face face)
    {
        var compact = face.File.Cff is not null;
        var program = compact ? CffSubset.Build(face.File, face.Glyphs) : TrueTypeSubset.Build(face.File, face.Glyphs);
        var name = Literal.Name(Tag(program) + "+" + face.File.Name);
        var embedded = compact
            ? file.Stream(program, "/Subtype/CIDFontType0C")
            : file.Stream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length}"));
        var box = string.Join(' ', face.File.Box.Select(side => PerThousand(face, side)));
        var descriptor = file.Object(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {PerThousand(face, face.File.Ascent)}/Descent {PerThousand(face, face.File.Descent)}/CapHeight 714/StemV 80/FontFile{(compact ? 3 : 2)} {embedded} 0 R>>"));
        var widths = string.Join(' ', face.Advances);
        var map = compact ? "" : "/CIDToGIDMap/Identity";
        var descendant = file.Object(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/CIDFontType{(compact ? 0 : 2)}/BaseFont{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[0[{widths}]]{map}>>"));
        var unicode = file.Stream(Encoding.ASCII.GetBytes(ToUnicode(face.CodePoints)));
        return file.Object(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"));
    }

    private static int PerThousand(Face face, int units) => (int)Math.Round(units * 1000.0 / face.File.UnitsPerEm);

    /// <summary>The six capitals that mark a subset, from its content, so that equal documents are equal.</summary>
    private static string Tag(byte[] program) =>
        string.Concat(SHA256.HashData(program).Take(6).Select(value => (char)('A' + value % 26)));

    /// <summary>From character id to text: what makes text selectable and searchable.</summary>
    private static string ToUnicode(IReadOnlyList<int> codePoints)
    {
        var map = new StringBuilder();
        map.Append("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n");
        map.Append("/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        for (var start = 1; start < codePoints.Count; start += LongestList)
        {
            var end = Math.Min(start + LongestList, codePoints.Count);
            map.Append(CultureInfo.InvariantCulture, $"{end - start} beginbfchar\n");
            for (var id = start; id < end; id++)
                map.Append(CultureInfo.InvariantCulture, $"<{id:X4}><{Utf16(codePoints[id])}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Utf16(int codePoint) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)));
}
