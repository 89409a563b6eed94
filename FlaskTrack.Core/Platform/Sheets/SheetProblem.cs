using System.Globalization;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Why a file was refused; the list is closed.</summary>
public enum SheetProblemKind
{
    Empty,
    TooLarge,
    TooManyRows,
    TooManyColumns,
    CellTooLong,
    ExpandsTooMuch,
    Encrypted,
    OldExcel,
    NotASheet,
    Corrupt,
    Encoding,
    OpenQuote,
    NoSuchSheet,
    MergedHeadings,
}

/// <summary>Why a file cannot be read, in words for the person who uploaded it: what is wrong and what is accepted.</summary>
public sealed record SheetProblem(SheetProblemKind Kind, string Message)
{
    private const string Accepted = "Accepted are CSV, TSV and XLSX files.";

    internal static readonly SheetProblem Empty = new(SheetProblemKind.Empty, "The file has no rows. The first row must hold the column headings.");
    internal static readonly SheetProblem Encrypted = new(SheetProblemKind.Encrypted, "The file is protected with a password. Save it without one and upload it again.");
    internal static readonly SheetProblem OldExcel = new(SheetProblemKind.OldExcel, "The file is in the format of Excel 97-2003 (.xls). Save it as .xlsx or CSV and upload it again.");
    internal static readonly SheetProblem Expands = new(SheetProblemKind.ExpandsTooMuch, "The file unpacks to far more than a table of the allowed size. Save the sheet alone as CSV and upload that.");
    internal static readonly SheetProblem UnknownEncoding = new(SheetProblemKind.Encoding, "The text is in no encoding that can be recognised. Save the file as CSV UTF-8 and upload it again.");

    internal static SheetProblem NotASheet(string what) => new(SheetProblemKind.NotASheet, $"The file is {what}. {Accepted}");

    internal static SheetProblem Corrupt(string what) => new(SheetProblemKind.Corrupt, $"The file is damaged: {what}. Open it in the program that made it, save it again and upload that.");

    internal static SheetProblem TooLarge(long bytes) =>
        new(SheetProblemKind.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The file is larger than {bytes / (1024 * 1024)} MB. Split it and import the parts one after the other."));

    internal static SheetProblem TooManyRows(int rows) =>
        new(SheetProblemKind.TooManyRows, string.Create(CultureInfo.InvariantCulture, $"The sheet has more than {rows:N0} rows. Split it and import the parts one after the other."));

    internal static SheetProblem TooManyColumns(long row, int columns) =>
        new(SheetProblemKind.TooManyColumns, string.Create(CultureInfo.InvariantCulture, $"Row {row} has more than {columns} columns. Remove the columns that are not needed."));

    internal static SheetProblem CellTooLong(long row, int characters) =>
        new(SheetProblemKind.CellTooLong, string.Create(CultureInfo.InvariantCulture, $"Row {row} has a cell of more than {characters:N0} characters. Check for a missing quotation mark, or shorten the text."));

    internal static SheetProblem OpenQuote(long row) =>
        new(SheetProblemKind.OpenQuote, string.Create(CultureInfo.InvariantCulture, $"A quotation mark opened in line {row} is never closed."));

    internal static SheetProblem NoSuchSheet(string name) => new(SheetProblemKind.NoSuchSheet, $"The workbook has no sheet named \"{name}\".");

    internal static SheetProblem MergedHeadings(string range) =>
        new(SheetProblemKind.MergedHeadings, $"The headings contain merged cells ({range}). Unmerge them, give each column one heading and upload the file again.");
}

/// <summary>Carries a problem out of the parsers; never leaves this folder.</summary>
internal sealed class SheetRefusedException(SheetProblem problem) : Exception(problem.Message)
{
    public SheetProblem Problem { get; } = problem;
}
