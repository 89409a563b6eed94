using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Finds the sheets of a workbook and opens one. Macros, links, drawings and everything else in the package are not looked at.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const long SmallPart = 16 * 1024 * 1024;
    private readonly XlsxZip zip;
    private readonly SheetReadOptions options;
    private readonly SheetLimits limits;
    private readonly List<(SheetInfo Info, string Path)> sheets = [];
    private readonly string folder;
    private bool from1904;
    private string? sharedTexts;
    private string? styles;

    private XlsxPackage(XlsxZip zip, SheetReadOptions options, SheetLimits limits)
    {
        this.zip = zip;
        this.options = options;
        this.limits = limits;
        var workbook = Relations("_rels/.rels", "").FirstOrDefault(r => r.Type == "officeDocument").Target ?? "xl/workbook.xml";
        RefuseOtherFormats(workbook);
        folder = workbook[..(workbook.LastIndexOf('/') + 1)];
        ReadWorkbook(workbook);
    }

    public static SheetFile Open(Stream stream, bool owned, SheetReadOptions options, SheetLimits limits)
    {
        var zip = new XlsxZip(stream, limits);
        try
        {
            var package = new XlsxPackage(zip, options, limits);
            return new(stream, owned, zip, i => new SheetRows(() => package.Rows(package.sheets[i].Path), options.HeadingRow, limits))
            {
                Format = SheetFormat.Xlsx,
                Sheets = [.. package.sheets.Select(s => s.Info)],
                DecimalSign = options.DecimalSign ?? '.',
            };
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public void Dispose() => zip.Dispose();

    private XlsxRows Rows(string path)
    {
        // The look for merged ranges unpacks the sheet once more; each pass has the whole allowance.
        var merges = XlsxMerges.Read(zip, path, new ExpansionBudget(limits), limits.ExpandedBytes);
        var budget = new ExpansionBudget(limits);
        using var stylesXml = styles is null ? null : zip.Xml(styles, budget, SmallPart);
        var context = new XlsxContext(SharedTexts(budget), XlsxStyles.Read(stylesXml), from1904, limits);
        return new XlsxRows(zip.Xml(path, budget, limits.ExpandedBytes)!, context, merges);
    }

    private List<string> SharedTexts(ExpansionBudget budget)
    {
        var texts = new List<string>();
        using var reader = sharedTexts is null ? null : zip.Xml(sharedTexts, budget, limits.SharedTextBytes);
        if (reader is null) return texts;
        var text = new XlsxText(limits);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si") texts.Add(text.Rich(reader, 0));
        }

        return texts;
    }

    private void ReadWorkbook(string workbook)
    {
        var relations = Relations(folder + "_rels/" + workbook[folder.Length..] + ".rels", folder);
        styles = relations.FirstOrDefault(r => r.Type == "styles").Target;
        sharedTexts = relations.FirstOrDefault(r => r.Type == "sharedStrings").Target;
        using var reader = zip.Xml(workbook, new ExpansionBudget(limits), SmallPart)!;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "workbookPr") from1904 = reader.GetAttribute("date1904") is "1" or "true";
            if (reader.LocalName != "sheet") continue;
            var id = Enumerable.Range(0, reader.AttributeCount).Select(i => Attribute(reader, i)).FirstOrDefault(a => a.Name == "id" && a.Prefixed).Value;
            var target = relations.FirstOrDefault(r => r.Id == id && r.Type == "worksheet").Target;
            // Chart and macro sheets are sheets without cells.
            if (target is not null && zip.Has(target)) sheets.Add((new(reader.GetAttribute("name") ?? "", reader.GetAttribute("state") is "hidden" or "veryHidden"), target));
        }

        if (sheets.Count == 0) throw new SheetRefusedException(SheetProblem.Corrupt("it has no sheet with cells"));
    }

    private static (string Name, bool Prefixed, string Value) Attribute(XmlReader reader, int index)
    {
        reader.MoveToAttribute(index);
        var attribute = (reader.LocalName, reader.Prefix.Length > 0, reader.Value);
        reader.MoveToElement();
        return attribute;
    }

    private List<(string? Id, string Type, string? Target)> Relations(string path, string from)
    {
        var relations = new List<(string?, string, string?)>();
        using var reader = zip.Xml(path, new ExpansionBudget(limits), SmallPart);
        while (reader is not null && reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship" || reader.GetAttribute("TargetMode") == "External") continue;
            var type = reader.GetAttribute("Type") ?? "";
            relations.Add((reader.GetAttribute("Id"), type[(type.LastIndexOf('/') + 1)..], Resolve(from, reader.GetAttribute("Target") ?? "")));
        }

        return relations;
    }

    // A path inside the package; one that climbs out of it names no entry, and so finds nothing.
    private static string Resolve(string from, string target)
    {
        var parts = new List<string>(target is ['/', ..] ? [] : from.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private void RefuseOtherFormats(string workbook)
    {
        var what = workbook.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || zip.Has("xl/workbook.bin") ? "a binary workbook (.xlsb)"
            : zip.Has("word/document.xml") ? "a Word document"
            : zip.Has("ppt/presentation.xml") ? "a presentation"
            : zip.Has("content.xml") ? "an OpenDocument file"
            : zip.Has(workbook) ? null : "a ZIP archive that holds no workbook";
        if (what is not null) throw new SheetRefusedException(SheetProblem.NotASheet(what));
    }
}
