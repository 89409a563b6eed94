namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>
/// A CID-keyed compact font of the glyphs given, in that order, where character id and glyph number are the same
/// (CIDFontType0C, ISO 32000-1 §9.9).
/// </summary>
internal static class CffSubset
{
    private const int AdobeString = 391, IdentityString = 392;

    public static byte[] Build(FontFile font, IReadOnlyList<int> glyphs)
    {
        var cff = font.Cff!;
        byte[] head = [1, 0, 4, 4];
        var names = CffIndex.Write(["Subset"u8.ToArray()]);
        var strings = CffIndex.Write(["Adobe"u8.ToArray(), "Identity"u8.ToArray()]);
        var globals = CffIndex.Write([]);
        var charset = Charset(glyphs.Count);
        byte[] select = [0, .. glyphs.Select(glyph => (byte)cff.FontOf(glyph))];
        var charStrings = CffIndex.Write([.. glyphs.Select(cff.CharString)]);

        // Offsets are written at fixed length, so a first draft with zeros has the final size.
        var topLength = CffIndex.Write([Top(cff, glyphs.Count, 0, 0, 0, 0)]).Length;
        var charsetAt = head.Length + names.Length + topLength + strings.Length + globals.Length;
        var selectAt = charsetAt + charset.Length;
        var charStringsAt = selectAt + select.Length;
        var dictsAt = charStringsAt + charStrings.Length;
        byte[][] hints = [.. cff.Fonts.Select(part => part.Hints.Without(CffDict.Subrs))];
        var hintsAt = dictsAt + Dicts(cff, hints, 0).Length;
        return
        [
            .. head, .. names, .. CffIndex.Write([Top(cff, glyphs.Count, charsetAt, selectAt, charStringsAt, dictsAt)]),
            .. strings, .. globals, .. charset, .. select, .. charStrings, .. Dicts(cff, hints, hintsAt), .. hints.SelectMany(bytes => bytes),
        ];
    }

    private static byte[] Top(CffFont cff, int count, int charset, int select, int charStrings, int dicts) =>
    [
        .. CffDict.Entry(CffDict.Ros, AdobeString, IdentityString, 0),
        .. cff.Top.Has(CffDict.Ros) ? cff.Top.Raw(CffDict.FontMatrix) : [],
        .. CffDict.Entry(CffDict.CidCount, count),
        .. CffDict.Entry(CffDict.Charset, charset),
        .. CffDict.Entry(CffDict.FdSelect, select),
        .. CffDict.Entry(CffDict.CharStrings, charStrings),
        .. CffDict.Entry(CffDict.FdArray, dicts),
    ];

    private static byte[] Dicts(CffFont cff, byte[][] hints, int at)
    {
        var dicts = new List<byte[]>();
        for (var part = 0; part < hints.Length; part++)
        {
            dicts.Add([.. cff.Fonts[part].Dict.Raw(CffDict.FontMatrix), .. CffDict.Entry(CffDict.Private, hints[part].Length, at)]);
            at += hints[part].Length;
        }

        return CffIndex.Write(dicts);
    }

    /// <summary>Ids 1, 2, 3, … as one range.</summary>
    private static byte[] Charset(int count) => count < 2 ? [0] : [2, 0, 1, (byte)(count - 2 >> 8), (byte)(count - 2)];
}
