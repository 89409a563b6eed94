namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>One table of a file. A text file has one without a name.</summary>
public sealed record SheetInfo(string Name, bool Hidden);

/// <summary>What was found out about an opened file, and the way to its rows. Read one table at a time.</summary>
public sealed class SheetFile : IDisposable
{
    private readonly Func<int, SheetRows> open;
    private readonly Stream stream;
    private readonly IDisposable? package;
    private readonly bool owned;

    internal SheetFile(Stream stream, bool owned, IDisposable? package, Func<int, SheetRows> open)
    {
        this.stream = stream;
        this.owned = owned;
        this.package = package;
        this.open = open;
    }

    public required SheetFormat Format { get; init; }

    /// <summary>The tables, in the file's order; the first that is not hidden is the one to offer.</summary>
    public required IReadOnlyList<SheetInfo> Sheets { get; init; }

    /// <summary>Encoding of a text file; null for XLSX.</summary>
    public SheetEncoding? Encoding { get; init; }

    /// <summary>What a person should look at because it had to be guessed, such as an encoding; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>Delimiter of a text file; null for XLSX.</summary>
    public char? Delimiter { get; init; }

    /// <summary>'.' or ',' as the numbers written as text suggest; numbers of XLSX cells always have a point.</summary>
    public char DecimalSign { get; init; } = '.';

    public SheetRows Read()
    {
        for (var i = 0; i < Sheets.Count; i++)
        {
            if (!Sheets[i].Hidden) return open(i);
        }

        return open(0);
    }

    public SheetRows Read(string sheet)
    {
        for (var i = 0; i < Sheets.Count; i++)
        {
            if (Sheets[i].Name.Equals(sheet, StringComparison.OrdinalIgnoreCase)) return open(i);
        }

        return new(SheetProblem.NoSuchSheet(sheet));
    }

    public void Dispose()
    {
        package?.Dispose();
        if (owned) stream.Dispose();
    }
}

/// <summary>Either an opened file, which the caller disposes, or the problem.</summary>
public sealed record SheetOpening(SheetFile? File, SheetProblem? Problem) : IDisposable
{
    public void Dispose() => File?.Dispose();
}
