namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>The sequences passed over so far, as ranges: each is missing unless it still arrives, out of order.</summary>
internal sealed class ChainGaps
{
    private readonly List<(long From, long To)> ranges = [];

    public IReadOnlyList<(long From, long To)> Ranges => ranges;

    public void Open(long from, long to) => ranges.Add((from, to));

    /// <summary>Takes a late arrival out of its gap; false when nothing was missing there. The gap's start is where the order broke.</summary>
    public bool Fill(long sequence, out long gapStart)
    {
        var at = ranges.FindIndex(range => range.From <= sequence && sequence <= range.To);
        gapStart = at < 0 ? 0 : ranges[at].From;
        if (at < 0) return false;
        var (from, to) = ranges[at];
        ranges.RemoveAt(at);
        if (sequence < to) ranges.Insert(at, (sequence + 1, to));
        if (from < sequence) ranges.Insert(at, (from, sequence - 1));
        return true;
    }
}
