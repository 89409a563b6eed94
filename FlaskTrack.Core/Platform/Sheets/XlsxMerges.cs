using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// The merged ranges of a sheet. They stand after its rows, so they are looked for in a pass of their own: first among the raw bytes, which is
/// cheap and for nearly every sheet the end of it, then in the XML.
/// </summary>
internal sealed class XlsxMerges
{
    private const int MaxRanges = 1_000_000;
    private readonly List<(int First, int Last, string Range)> ranges = [];
    private int at;

    private XlsxMerges() { }

    public static XlsxMerges Read(XlsxZip zip, string path, ExpansionBudget budget, long maximum)
    {
        var merges = new XlsxMerges();
        using (var bytes = zip.Bytes(path, budget, maximum) ?? throw new SheetRefusedException(SheetProblem.Corrupt("a sheet is missing")))
        {
            if (!Mentions(bytes)) return merges;
        }

        using var reader = zip.Xml(path, new ExpansionBudget(budget.Limits), maximum)!;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "mergeCell" && merges.ranges.Count < MaxRanges) merges.Add(reader.GetAttribute("ref") ?? "");
        }

        merges.Join();
        return merges;
    }

    /// <summary>A range that the row is part of, or null. Rows must be asked for in rising order.</summary>
    public string? At(int row)
    {
        while (at < ranges.Count && ranges[at].Last < row) at++;
        return at < ranges.Count && ranges[at].First <= row ? ranges[at].Range : null;
    }

    private void Add(string range)
    {
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return;
        if (CellAddress.TryParse(range.AsSpan(0, colon), out _, out var first) && CellAddress.TryParse(range.AsSpan(colon + 1), out _, out var last))
            ranges.Add((Math.Min(first, last), Math.Max(first, last), range));
    }

    // Overlapping ranges become one, so that each row costs one look.
    private void Join()
    {
        ranges.Sort((a, b) => a.First.CompareTo(b.First));
        var kept = 0;
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].First <= ranges[kept].Last) ranges[kept] = ranges[kept] with { Last = Math.Max(ranges[kept].Last, ranges[i].Last) };
            else ranges[++kept] = ranges[i];
        }

        if (ranges.Count > 0) ranges.RemoveRange(kept + 1, ranges.Count - kept - 1);
    }

    private static bool Mentions(Stream bytes)
    {
        var word = "mergeCell"u8;
        var buffer = new byte[128 * 1024];
        int kept = 0, read;
        var found = false;
        var start = true;
        while ((read = bytes.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = buffer.AsSpan(0, kept + read);
            // In UTF-16 the word looks different; such a sheet is read as XML.
            if (start && filled.Length > 1 && (filled[0] is 0 or 0xFE or 0xFF || filled[1] == 0)) found = true;
            start = false;
            found |= filled.IndexOf(word) >= 0;
            kept = Math.Min(filled.Length, word.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        return found;
    }
}
