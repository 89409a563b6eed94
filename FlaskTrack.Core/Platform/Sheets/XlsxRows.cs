using System.Globalization;
using System.Xml;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>What the cells of a sheet refer to.</summary>
internal sealed record XlsxContext(IReadOnlyList<string> SharedTexts, IReadOnlyList<NumberShape> Shapes, bool From1904, SheetLimits Limits);

/// <summary>The rows of one worksheet, read forward from its XML.</summary>
internal sealed class XlsxRows(XmlReader reader, XlsxContext context, XlsxMerges merges) : IRowSource
{
    private readonly XlsxText text = new(context.Limits);
    private bool inside;
    private bool ended;

    public int Number { get; private set; }

    public List<SheetCell> Cells { get; } = [];

    public List<SheetRowError> Errors { get; } = [];

    public string? Merged => merges.At(Number);

    public bool Next()
    {
        Cells.Clear();
        Errors.Clear();
        while (!ended && reader.Read())
        {
            if (reader.LocalName == "sheetData")
            {
                inside = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
                ended = !inside;
            }
            else if (inside && reader.NodeType == XmlNodeType.Element && reader.LocalName == "row")
            {
                ReadRow();
                return true;
            }
        }

        return false;
    }

    public void Dispose() => reader.Dispose();

    private void ReadRow()
    {
        var number = reader.GetAttribute("r") is { } r ? Parse(r) : Number + 1;
        if (number <= Number || number > WorksheetWriter.MaxRows) throw new SheetRefusedException(SheetProblem.Corrupt("its rows are out of order"));
        Number = number;
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c") ReadCell();
        }
    }

    private void ReadCell()
    {
        var column = Cells.Count;
        if (reader.GetAttribute("r") is { } address && (!CellAddress.TryParse(address, out column, out _) || column < Cells.Count))
            throw new SheetRefusedException(SheetProblem.Corrupt("its cells are out of order"));
        var type = reader.GetAttribute("t");
        var style = reader.GetAttribute("s") is { } s ? Parse(s) : 0;
        string? stored = null, inline = null;
        var formula = false;
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.LocalName == "v") stored = text.Value(reader, Number);
                else if (reader.LocalName == "is") inline = text.Rich(reader, Number);
                else formula |= reader.LocalName == "f";
            }
        }

        var cell = inline is not null ? SheetCell.Of(inline) : stored is not null ? Read(stored, type, style) : default;
        if (cell.IsEmpty && !(formula && stored is null)) return;
        if (column >= context.Limits.Columns) throw new SheetRefusedException(SheetProblem.TooManyColumns(Number, context.Limits.Columns));
        if (cell.Text.Length > context.Limits.CellCharacters) throw new SheetRefusedException(SheetProblem.CellTooLong(Number, context.Limits.CellCharacters));
        while (Cells.Count < column) Cells.Add(default);
        Cells.Add(cell);
        if (cell.Kind == SheetCellKind.Error) Errors.Add(new(column, cell.Text, "The cell shows an error or a date that no calendar has."));
        else if (cell.IsEmpty) Errors.Add(new(column, "", "The formula has no stored value. Open the file in a spreadsheet program, save it and upload that."));
    }

    private SheetCell Read(string stored, string? type, int style)
    {
        switch (type)
        {
            case "s":
                var index = Parse(stored);
                return index < context.SharedTexts.Count ? SheetCell.Of(context.SharedTexts[index]) : throw new SheetRefusedException(SheetProblem.Corrupt("a text is missing"));
            case "str" or "inlineStr":
                return SheetCell.Of(CellEscapes.Decode(stored));
            case "b":
                return new(stored.Trim() == "1" ? "true" : "false", SheetCellKind.Boolean);
            case "e":
                return new(stored, SheetCellKind.Error);
            case "d":
                return new(stored, stored.Contains('T', StringComparison.Ordinal) ? SheetCellKind.DateTime : SheetCellKind.Date);
        }

        stored = stored.Trim();
        if (stored.Length == 0) return default;
        var shape = style < context.Shapes.Count ? context.Shapes[style] : NumberShape.Number;
        if (shape != NumberShape.Number) return XlsxNumbers.Moment(stored, shape, context.From1904);
        return XlsxNumbers.Plain(stored) is { } number ? new(number, SheetCellKind.Number) : new(stored, SheetCellKind.Error);
    }

    private static int Parse(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw new SheetRefusedException(SheetProblem.Corrupt("a number in it is no number"));
}
