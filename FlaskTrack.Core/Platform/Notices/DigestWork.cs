using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>Sends each member's digest in the hour they chose. It is made under the rights the member has then.</summary>
internal sealed class DigestWork(DatabaseFactory factory, JobRunner runner, TimeProvider clock)
{
    private const string Name = "Digest";

    /// <summary>Sends those that are due; called every 15 minutes.</summary>
    /// <returns>How many letters were made.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        List<DigestPlace> places;
        await using (var context = factory.Create(new DatabaseScope(clock))) places = await NoticeDirectory.WaitingAsync(context, ct);
        var sent = 0;
        foreach (var place in places)
        {
            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(place.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
            var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
            if (local.Hour != place.Hour) continue;
            var hour = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerHour)).ToUniversalTime();
            var result = await runner.RunAsync(Caller.Job(place.UserId, place.Organization, Name), new SendDigest(hour, local.DayOfWeek == DayOfWeek.Monday), ct);
            if (result.IsOk && result.Value > 0) sent++;
        }

        return sent;
    }
}
