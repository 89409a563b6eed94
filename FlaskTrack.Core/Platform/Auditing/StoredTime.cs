namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>An event's time as its row holds it: ticks of whole microseconds.</summary>
internal static class StoredTime
{
    /// <summary>A number that no time can be must not stop the reading, which is to name the row.</summary>
    public static DateTimeOffset Read(long ticks) => new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    public static bool IsWritten(long ticks) => ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks && ticks % TimeSpan.TicksPerMicrosecond == 0;
}
