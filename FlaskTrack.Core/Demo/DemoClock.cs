namespace FlaskTrack.Core.Demo;

/// <summary>The time at which the demo's past acts are recorded: it only moves forward, and never past the real time.</summary>
internal sealed class DemoClock(TimeProvider real, DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset at = start;

    public override DateTimeOffset GetUtcNow() => at;

    public void MoveTo(DateTimeOffset to)
    {
        var limit = real.GetUtcNow();
        var next = to < limit ? to : limit;
        if (next > at) at = next;
    }
}
