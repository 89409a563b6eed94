using FlaskTrack.Core.Samples.Import;

namespace FlaskTrack.Web.Components.Pages.Import;

/// <summary>One sheet on its way in: the table with its corrections, the mapping, and what the check said.</summary>
internal sealed class ImportWork(string fileName, ImportTable table)
{
    private readonly List<CellCorrection> corrections = [];

    public string FileName => fileName;

    public ImportTable Table { get; private set; } = table;

    public ImportPlan Plan { get; set; } = new();

    public ImportPreview? Preview { get; set; }

    /// <summary>Id under which the server keeps the upload; null where it could not.</summary>
    public long? Kept { get; set; }

    /// <summary>Written by a job, which takes a sheet that is kept; a small one is written while its page waits.</summary>
    public bool ByJob => Kept is not null && Table.Rows.Count > RequestSampleImport.Rows;

    /// <summary>What a person should look at because it had to be guessed.</summary>
    public string? Note { get; set; }

    /// <summary>How the file was read, such as "UTF-8, semicolons".</summary>
    public string? Read { get; set; }

    public bool IsDone { get; set; }

    public IReadOnlyList<CellCorrection> Corrections => corrections;

    public void Correct(CellCorrection cell)
    {
        corrections.RemoveAll(other => other.Row == cell.Row && other.Column == cell.Column);
        corrections.Add(cell);
        Table = UploadContent.Correct(Table, [cell]);
    }

    /// <summary>Takes over the corrections of an earlier visit.</summary>
    public void Take(IReadOnlyList<CellCorrection> earlier)
    {
        corrections.AddRange(earlier);
        Table = UploadContent.Correct(Table, earlier);
    }
}
