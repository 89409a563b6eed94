namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>What a cell held. Cells of text files are always <see cref="Text"/> or <see cref="Empty"/>.</summary>
public enum SheetCellKind : byte
{
    Empty,
    Text,
    Number,
    Date,
    DateTime,
    Time,
    Boolean,
    Error,
}

/// <summary>
/// A cell as text. Numbers of XLSX have a decimal point and no grouping; dates are yyyy-MM-dd, times yyyy-MM-ddTHH:mm:ss without zone (a sheet
/// has none), durations HH:mm:ss, booleans true and false. Formulas are their stored value.
/// </summary>
public readonly record struct SheetCell(string? Value, SheetCellKind Kind)
{
    public string Text => Value ?? "";

    public bool IsEmpty => Kind == SheetCellKind.Empty;

    internal static SheetCell Of(string text) => text.Length == 0 ? default : new(text, SheetCellKind.Text);
}

/// <summary>Something wrong in a row that a person must correct.</summary>
/// <param name="Column">Number of the column from 0, or null where it concerns the whole row.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Cause">Why it cannot be used, as a sentence.</param>
public sealed record SheetRowError(int? Column, string Value, string Cause);

/// <summary>One data row. <see cref="Cells"/> has exactly as many cells as there are headings.</summary>
/// <param name="Number">Line of the text file where it begins, or row of the sheet, from 1.</param>
/// <param name="Cells">The cells, empty ones at the end filled up.</param>
/// <param name="Errors">What is wrong with it, usually nothing.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells, IReadOnlyList<SheetRowError> Errors);

/// <summary>One heading.</summary>
/// <param name="Column">Number of the column from 0.</param>
/// <param name="Letter">The column as spreadsheets name it.</param>
/// <param name="Name">The heading without spaces at its ends; may be empty.</param>
/// <param name="RepeatOf">The earlier column with the same name, regardless of case, or null.</param>
public sealed record SheetHeading(int Column, string Letter, string Name, int? RepeatOf);

/// <summary>A whole table in memory.</summary>
/// <param name="Headings">From the heading row.</param>
/// <param name="Rows">The rows that are not empty.</param>
/// <param name="Problem">Null when the table was read to its end; else the rows before it are there, but the file must not be used.</param>
public sealed record SheetData(IReadOnlyList<SheetHeading> Headings, IReadOnlyList<SheetRow> Rows, SheetProblem? Problem);
