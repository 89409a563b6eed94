namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Rows of one table as they stand in the file, before headings are known. One row is held at a time.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Line or row number, from 1.</summary>
    int Number { get; }

    List<SheetCell> Cells { get; }

    List<SheetRowError> Errors { get; }

    /// <summary>A range of merged cells that the row is part of.</summary>
    string? Merged { get; }

    bool Next();
}
