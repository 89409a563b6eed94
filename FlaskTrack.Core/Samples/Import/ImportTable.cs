using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>A sheet as text: headings, and rows with as many cells as headings. Corrections made in the preview are made to the cells here.</summary>
/// <param name="DecimalComma">Numbers of the sheet are written with a decimal comma.</param>
public sealed record ImportTable(IReadOnlyList<string> Headers, IReadOnlyList<ImportRow> Rows, bool DecimalComma = false) : ICheckedByPiece;

/// <param name="Number">Line of the file or row of the sheet, from 1, as the person sees it there.</param>
/// <param name="Faults">What reading the sheet already found wrong with the row, by column from 0 or null for all of it.</param>
public sealed record ImportRow(int Number, IReadOnlyList<string> Cells, IReadOnlyList<(int? Column, string Cause)>? Faults = null);

/// <summary>By what a row finds the sample it is about.</summary>
public enum ImportMatch
{
    Code,
    Name,
}

/// <summary>What happens to a row whose sample exists.</summary>
public enum OnMatch
{
    Skip,
    Refuse,
    Update,
}

/// <summary>How a table becomes samples.</summary>
public sealed record ImportPlan
{
    /// <summary>Field key by column; null or missing for a column that is ignored. Null as a whole guesses by the headings.</summary>
    public IReadOnlyList<string?>? Columns { get; init; }

    public ImportMatch Match { get; init; } = ImportMatch.Code;

    public OnMatch OnMatch { get; init; } = OnMatch.Skip;

    /// <summary>Values for rows whose cell is empty or whose column is missing, by field key.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();
}
