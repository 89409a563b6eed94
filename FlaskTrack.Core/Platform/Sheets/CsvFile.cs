namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Opens a text file as a table and finds out what a person is shown before the import.</summary>
internal static class CsvFile
{
    private const int SampleCharacters = 64 * 1024;

    public static SheetFile Open(Stream stream, bool owned, SheetReadOptions options, SheetLimits limits)
    {
        var (encoding, note) = options.Encoding is { } chosen ? (chosen, null) : TextEncodings.Find(stream);
        var sample = Sample(stream, encoding);
        // Excel's own hint, a first line such as "sep=;".
        var hint = sample is ['s', 'e', 'p', '=', _, '\r' or '\n', ..] ? sample[4] : (char?)null;
        if (hint is not null) sample = sample[5..];
        var delimiter = options.Delimiter ?? hint ?? CsvGuess.Delimiter(sample, limits);
        return new(stream, owned, null, _ => new SheetRows(() => new CsvRows(Text(stream, encoding), delimiter, hint is not null, limits), options.HeadingRow, limits))
        {
            Format = delimiter == '\t' ? SheetFormat.Tsv : SheetFormat.Csv,
            Sheets = [new("", false)],
            Encoding = encoding,
            Note = note,
            Delimiter = delimiter,
            DecimalSign = options.DecimalSign ?? CsvGuess.DecimalSign(sample, delimiter, limits),
        };
    }

    private static string Sample(Stream stream, SheetEncoding encoding)
    {
        using var reader = Text(stream, encoding);
        var sample = new char[SampleCharacters];
        return new string(sample, 0, reader.ReadBlock(sample));
    }

    private static StreamReader Text(Stream stream, SheetEncoding encoding)
    {
        stream.Position = 0;
        var text = TextEncodings.Of(encoding);
        // The mark is taken off by hand: a reader that detects it would also change the encoding and its strictness.
        var mark = text.GetPreamble();
        var start = new byte[mark.Length];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(mark)) stream.Position = 0;
        return new StreamReader(stream, text, false, 64 * 1024, leaveOpen: true);
    }
}
