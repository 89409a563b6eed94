namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>Compact outlines of an OpenType font, read in place: most CJK fonts have these.</summary>
internal sealed class CffFont
{
    private readonly ReadOnlyMemory<byte> data;
    private readonly CffIndex charStrings;
    private readonly CffIndex globals;
    private readonly List<FontDict> fonts = [];
    private readonly int select;

    public CffFont(ReadOnlyMemory<byte> data)
    {
        this.data = data;
        var names = new CffIndex(data, data.Span[2]);
        var tops = new CffIndex(data, names.End);
        globals = new(data, new CffIndex(data, tops.End).End);
        Top = new(tops[0].Span);
        charStrings = new(data, Top.Find(CffDict.CharStrings)![0]);
        select = Top.Find(CffDict.FdSelect)?[0] ?? -1;
        if (select < 0)
        {
            fonts.Add(Read(Top));
            return;
        }

        var dicts = new CffIndex(data, Top.Find(CffDict.FdArray)![0]);
        for (var index = 0; index < dicts.Count; index++) fonts.Add(Read(new(dicts[index].Span)));
    }

    public CffDict Top { get; }
    public IReadOnlyList<FontDict> Fonts => fonts;

    /// <summary>A glyph's program with all subroutines written out.</summary>
    public byte[] CharString(int glyph) => new CharStringFlattener(globals, fonts[FontOf(glyph)].Subrs).Flatten(charStrings[glyph]);

    /// <summary>Which of the font's parts a glyph belongs to (FDSelect).</summary>
    public int FontOf(int glyph)
    {
        if (select < 0) return 0;
        var table = data.Span[select..];
        if (table[0] == 0) return table[1 + glyph];
        var low = 0;
        var high = (table[1] << 8 | table[2]) - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if ((table[3 + 3 * middle] << 8 | table[4 + 3 * middle]) <= glyph) low = middle;
            else high = middle - 1;
        }

        return table[5 + 3 * low];
    }

    private FontDict Read(CffDict dict)
    {
        if (dict.Find(CffDict.Private) is not [var size, var offset]) return new(dict, new([]), null);
        var hints = new CffDict(data.Span.Slice(offset, size));
        return new(dict, hints, hints.Find(CffDict.Subrs) is [var subrs] ? new CffIndex(data, offset + subrs) : null);
    }

    /// <param name="Hints">The part's Private DICT: widths and hinting.</param>
    internal sealed record FontDict(CffDict Dict, CffDict Hints, CffIndex? Subrs);
}
