using FlaskTrack.Core.Platform.Sheets;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Makes the table of an import from a sheet that was read.</summary>
public static class SheetImport
{
    public static ImportTable ToTable(SheetData data, char decimalSign = '.') => new(
        [.. data.Headings.Select(heading => heading.Name.Length > 0 ? heading.Name : $"Column {heading.Letter}")],
        [.. data.Rows.Select(row => new ImportRow(row.Number, [.. row.Cells.Select(cell => cell.Text)], row.Errors.Count == 0 ? null : [.. row.Errors.Select(error => (error.Column, error.Cause))]))],
        decimalSign == ',');
}
