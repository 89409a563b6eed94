using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>How a CSV file is written.</summary>
/// <param name="Bom">Begin with the byte order mark, without which Excel does not take the file for UTF-8.</param>
/// <param name="Delimiter">Between the cells; a comma in RFC 4180.</param>
public sealed record CsvOptions(bool Bom = true, char Delimiter = ',');

/// <summary>
/// Writes rows as CSV: RFC 4180, UTF-8, lines end in CR LF, times as ISO 8601 in UTC, decimal point. Text that a spreadsheet would run as a
/// formula gets a leading apostrophe (<see cref="FormulaGuard"/>); numbers of number columns do not. Half a surrogate pair and NUL, which no
/// CSV reader takes, become U+FFFD.
/// </summary>
public static class CsvExport
{
    private const int FullBuffer = 32 * 1024;

    public static async Task<long> WriteAsync(Stream output, IReadOnlyList<ExportColumn> columns, IEnumerable<ExportCell[]> rows, CsvOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        await using var writer = Open(output, options);
        var line = Headings(columns, options.Delimiter);
        var count = 0L;
        foreach (var row in rows)
        {
            Row(line, columns, row, options.Delimiter);
            count++;
            if (line.Length > FullBuffer) await FlushAsync(writer, line, ct);
        }

        await FlushAsync(writer, line, ct);
        return count;
    }

    public static async Task<long> WriteAsync(Stream output, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<ExportCell[]> rows, CsvOptions? options = null, CancellationToken ct = default)
    {
        options ??= new();
        await using var writer = Open(output, options);
        var line = Headings(columns, options.Delimiter);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(ct))
        {
            Row(line, columns, row, options.Delimiter);
            count++;
            if (line.Length > FullBuffer) await FlushAsync(writer, line, ct);
        }

        await FlushAsync(writer, line, ct);
        return count;
    }

    private static StreamWriter Open(Stream output, CsvOptions options) => new(output, new UTF8Encoding(options.Bom), FullBuffer, leaveOpen: true);

    private static async Task FlushAsync(StreamWriter writer, StringBuilder line, CancellationToken ct)
    {
        await writer.WriteAsync(line, ct);
        line.Clear();
    }

    private static StringBuilder Headings(IReadOnlyList<ExportColumn> columns, char delimiter)
    {
        var line = new StringBuilder();
        Row(line, columns, [.. columns.Select(c => ExportCell.Text(c.Heading))], delimiter, heading: true);
        return line;
    }

    private static void Row(StringBuilder line, IReadOnlyList<ExportColumn> columns, ExportCell[] row, char delimiter, bool heading = false)
    {
        if (row.Length > columns.Count) throw new ArgumentException("A row has more cells than there are columns.", nameof(row));
        for (var c = 0; c < columns.Count; c++)
        {
            if (c > 0) line.Append(delimiter);
            if (c < row.Length) Quote(line, Format(row[c], heading ? ColumnKind.Text : columns[c].Kind), delimiter);
        }

        // One empty cell alone would be a blank line, which readers skip.
        if (columns.Count == 1 && (row.Length == 0 || row[0].Value == ExportCell.CellValue.Empty)) line.Append("\"\"");
        line.Append("\r\n");
    }

    private static string Format(in ExportCell cell, ColumnKind column) => cell.Value switch
    {
        ExportCell.CellValue.Empty => "",
        ExportCell.CellValue.Integer => cell.Number.ToString(CultureInfo.InvariantCulture),
        ExportCell.CellValue.Boolean => cell.Number == 1 ? "true" : "false",
        ExportCell.CellValue.Date => new DateTime(cell.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ExportCell.CellValue.DateTime => new DateTime(cell.Number).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => IsNumber(cell, column) ? cell.String! : FormulaGuard.Neutralise(cell.String!),
    };

    private static bool IsNumber(in ExportCell cell, ColumnKind column) =>
        (cell.Value == ExportCell.CellValue.Decimal || column is ColumnKind.Integer or ColumnKind.Decimal) && DecimalText.Parse(cell.String).IsNumber;

    private static void Quote(StringBuilder line, string text, char delimiter)
    {
        if (text.Length == 0) return;
        text = text.Replace('\0', '\uFFFD');
        if (text.AsSpan().IndexOfAny("\"\r\n") < 0 && !text.Contains(delimiter) && text[0] is not (' ' or '\uFEFF') && text[^1] != ' ')
            line.Append(text);
        else
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
