using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>One row of a sheet, worked out: what it would do, and all it needs to do it.</summary>
internal sealed class PlannedRow(ImportRow row)
{
    public ImportRow Row { get; } = row;

    public PreviewState State { get; set; }

    public List<CellError> Errors { get; } = [];

    public Dictionary<string, string> Cells { get; set; } = [];

    public SampleFields? Fields { get; set; }

    public string? StartState { get; set; }

    public Visibility? Visibility { get; set; }

    public IReadOnlyList<Sample> Parents { get; set; } = [];

    /// <summary>The sample the row is about; null for a new one.</summary>
    public Sample? Match { get; set; }

    public IReadOnlyList<PreviewChange> Changes { get; set; } = [];

    /// <summary>Why the access model refuses the row.</summary>
    public Denial? Denial { get; set; }

    public void Fail(string field, string cause, params string[] accepted) => Errors.Add(new CellError(field, cause, accepted));
}
