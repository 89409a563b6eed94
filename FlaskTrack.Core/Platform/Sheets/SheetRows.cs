using System.Diagnostics.CodeAnalysis;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// The rows of one table, read forward. Empty rows are passed over. <see cref="Read"/> ends at the last row or at a problem, so look at
/// <see cref="Problem"/> after the loop: a file with a problem must not be imported in part. Bad input never throws.
/// </summary>
public sealed class SheetRows : IDisposable
{
    private readonly IRowSource? source;
    private readonly SheetLimits limits = SheetLimits.Default;
    private int rows;

    internal SheetRows(SheetProblem problem) => Problem = problem;

    internal SheetRows(Func<IRowSource> open, int? headingRow, SheetLimits limits)
    {
        this.limits = limits;
        IRowSource? opened = null;
        Guard(() =>
        {
            opened = open();
            return ReadHeadings(opened, headingRow);
        });
        source = opened;
    }

    public IReadOnlyList<SheetHeading> Headings { get; private set; } = [];

    public SheetProblem? Problem { get; private set; }

    /// <summary>The row that <see cref="Read"/> came to; null before the first and after the last.</summary>
    public SheetRow? Current { get; private set; }

    [MemberNotNullWhen(true, nameof(Current))]
    public bool Read()
    {
        Current = null;
        if (source is null || Problem is not null) return false;
        Guard(() => NextRow(source));
        return Current is not null;
    }

    /// <summary>Reads what is left into memory.</summary>
    public SheetData ToData()
    {
        var all = new List<SheetRow>();
        while (Read()) all.Add(Current);
        return new(Headings, all, Problem);
    }

    public void Dispose() => source?.Dispose();

    private bool NextRow(IRowSource from)
    {
        while (from.Next())
        {
            if (from.Cells.TrueForAll(c => c.IsEmpty) && from.Errors.Count == 0) continue;
            if (++rows > limits.Rows) throw new SheetRefusedException(SheetProblem.TooManyRows(limits.Rows));
            Current = Fit(from);
            return true;
        }

        return false;
    }

    private SheetRow Fit(IRowSource from)
    {
        var cells = new SheetCell[Headings.Count];
        for (var c = 0; c < from.Cells.Count; c++)
        {
            if (c < cells.Length) cells[c] = from.Cells[c];
            else if (!from.Cells[c].IsEmpty) from.Errors.Add(new(c, from.Cells[c].Text, $"Column {CellAddress.Letters(c)} has no heading."));
        }

        if (from.Merged is { } range) from.Errors.Add(new(null, range, $"The row has merged cells ({range}). Unmerge them and fill each cell."));
        return new(from.Number, cells, from.Errors.Count == 0 ? [] : [.. from.Errors]);
    }

    private bool ReadHeadings(IRowSource from, int? headingRow)
    {
        while (from.Next())
        {
            if (from.Number < headingRow || from.Cells.TrueForAll(c => string.IsNullOrWhiteSpace(c.Value))) continue;
            if (from.Merged is { } range) throw new SheetRefusedException(SheetProblem.MergedHeadings(range));
            var headings = new List<SheetHeading>();
            var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            var count = from.Cells.FindLastIndex(c => !string.IsNullOrWhiteSpace(c.Value)) + 1;
            for (var c = 0; c < count; c++)
            {
                var name = from.Cells[c].Text.Trim();
                int? repeats = name.Length > 0 && !seen.TryAdd(name, c) ? seen[name] : null;
                headings.Add(new(c, CellAddress.Letters(c), name, repeats));
            }

            Headings = headings;
            return true;
        }

        throw new SheetRefusedException(SheetProblem.Empty);
    }

    private void Guard(Func<bool> read)
    {
        Problem = SheetReader.Try(read);
        if (Problem is not null) Current = null;
    }
}
