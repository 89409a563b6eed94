namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>The rows of a text file. Apostrophes that <see cref="FormulaGuard"/> added are taken away.</summary>
internal sealed class CsvRows : IRowSource
{
    private readonly TextReader reader;
    private readonly CsvParser parser;
    private readonly List<string> fields = [];

    public CsvRows(TextReader reader, char delimiter, bool skipFirst, SheetLimits limits)
    {
        this.reader = reader;
        parser = new CsvParser(reader, delimiter, limits);
        if (skipFirst) parser.Read(fields);
    }

    public int Number => parser.RecordLine;

    public List<SheetCell> Cells { get; } = [];

    public List<SheetRowError> Errors { get; } = [];

    public string? Merged => null;

    public bool Next()
    {
        Cells.Clear();
        Errors.Clear();
        if (!parser.Read(fields)) return false;
        foreach (var field in fields) Cells.Add(SheetCell.Of(FormulaGuard.Restore(field)));
        if (parser.Misquoted) Errors.Add(new(null, "", "A quotation mark is closed before the end of its cell. Double the marks inside the text."));
        return true;
    }

    public void Dispose() => reader.Dispose();
}
