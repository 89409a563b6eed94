namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// Counts what an entry of a ZIP really unpacks to, so that a false size in its header gains nothing, and stops at the limits. It also stops
/// where no markup comes for longer than the longest cell could be, so that the XML reader is never asked to hold one giant value.
/// </summary>
internal sealed class GuardedStream(Stream inner, long packed, long maximum, ExpansionBudget budget) : Stream
{
    // 32,767 characters of eight bytes each, as in "&#xFFFF;", are 262 kB.
    private const int LongestRun = 1024 * 1024;
    private long total;
    private long run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        total += read;
        budget.Spent += read;
        var limits = budget.Limits;
        if (total > maximum || budget.Spent > limits.ExpandedBytes || (total > limits.RatioFreeBytes && total > packed * limits.Ratio))
            throw new SheetRefusedException(SheetProblem.Expands);
        var mark = buffer[..read].LastIndexOf((byte)'<');
        run = mark < 0 ? run + read : read - mark;
        if (run > LongestRun) throw new SheetRefusedException(SheetProblem.Expands);
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What all parts read for one table have unpacked to so far.</summary>
internal sealed class ExpansionBudget(SheetLimits limits)
{
    public SheetLimits Limits => limits;

    public long Spent { get; set; }
}
