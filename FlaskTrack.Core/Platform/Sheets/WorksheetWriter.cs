using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// One worksheet part while it is written. Holds at most one buffer of rows, whatever their number. The part's beginning, which carries the
/// column widths, is written with the first full buffer, when the first rows have shown how wide the values are.
/// </summary>
internal sealed class WorksheetWriter
{
    /// <summary>Rows that a sheet of a spreadsheet can hold, heading included.</summary>
    public const int MaxRows = 1_048_576;

    private const int FullBuffer = 64 * 1024;
    private const int MinWidth = 8;
    private const int MaxWidth = 60;
    private readonly IReadOnlyList<ExportColumn> columns;
    private readonly ColumnKind[] kinds;
    private readonly byte[][] letters;
    private readonly int[] widths;
    private readonly XmlBuffer xml = new();
    private readonly CellWriter cells;
    private readonly Stream part;
    private readonly bool first;
    private readonly int maxRows;
    private bool begun;
    private int row = 1;

    public WorksheetWriter(Stream part, IReadOnlyList<ExportColumn> columns, bool first, int maxRows)
    {
        this.part = part;
        this.columns = columns;
        this.first = first;
        this.maxRows = maxRows;
        cells = new CellWriter(xml);
        kinds = [.. columns.Select(c => c.Kind)];
        letters = [.. Enumerable.Range(0, columns.Count).Select(c => Encoding.ASCII.GetBytes(CellAddress.Letters(c)))];
        widths = new int[columns.Count];
        Headings();
    }

    public bool IsFull => row >= maxRows;

    public int DataRows => row - 1;

    public string LastCell => CellAddress.Letters(columns.Count - 1) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a row and says whether the buffer should be flushed before the next.</summary>
    public bool Append(ExportCell[] values)
    {
        if (values.Length > columns.Count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A row has {values.Length} cells but there are {columns.Count} columns."), nameof(values));
        row++;
        xml.Raw("<row r=\""u8);
        xml.Number(row);
        xml.Raw("\">"u8);
        for (var c = 0; c < values.Length; c++)
        {
            var width = cells.Write(values[c], kinds[c], letters[c], row);
            if (width > widths[c]) widths[c] = width;
        }

        xml.Raw("</row>"u8);
        return xml.Length >= FullBuffer;
    }

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        if (!begun)
        {
            begun = true;
            await part.WriteAsync(Encoding.UTF8.GetBytes(Beginning()), ct);
        }

        await part.WriteAsync(xml.Written, ct);
        xml.Clear();
    }

    public async ValueTask EndAsync(CancellationToken ct)
    {
        var range = "A1:" + LastCell;
        xml.Raw("</sheetData><autoFilter ref=\""u8);
        xml.Ascii(range);
        // Numbers kept as text on purpose (codes, long numbers) need no warning triangle.
        xml.Raw("\"/><ignoredErrors><ignoredError sqref=\""u8);
        xml.Ascii(range);
        xml.Raw("\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>"u8);
        await FlushAsync(ct);
    }

    private void Headings()
    {
        xml.Raw("<row r=\"1\">"u8);
        for (var c = 0; c < columns.Count; c++)
        {
            if (columns[c].Heading.Length == 0) continue;
            // Room for the filter's arrow beside the heading.
            widths[c] = cells.Text(columns[c].Heading, letters[c], 1, CellStyle.Heading) + 2;
        }

        xml.Raw("</row>"u8);
    }

    private string Beginning()
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView """)
            .Append(first ? "tabSelected=\"1\" " : "")
            .Append("""workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>""");
        for (var c = 0; c < columns.Count; c++)
        {
            var width = Math.Clamp(columns[c].Width ?? Math.Clamp(widths[c] + 1, MinWidth, MaxWidth), 1, 255);
            text.Append(CultureInfo.InvariantCulture, $"<col min=\"{c + 1}\" max=\"{c + 1}\" width=\"{width}\" customWidth=\"1\"/>");
        }

        return text.Append("</cols><sheetData>").ToString();
    }
}
