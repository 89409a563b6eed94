using FlaskTrack.Core.Platform;
using FlaskTrack.Web.Access;

namespace FlaskTrack.Web.Hosting;

/// <summary>Once a second: tells open pages what other processes changed. Twice a minute: writes down who was last active.</summary>
internal sealed class PeriodicWork(Installation installation, OpenPages pages, TimeProvider clock, ILogger<PeriodicWork> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int FlushEvery = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        pages.Listen();
        using var timer = new PeriodicTimer(Beat, clock);
        for (var beat = 1; await NextAsync(timer, stoppingToken); beat++)
        {
            try
            {
                if (pages.Organizations is { Count: > 0 } open) pages.Compare(await installation.EpochsAsync(open, stoppingToken));
                if (beat % FlushEvery == 0) await installation.FlushActivityAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database is away for a moment; the next beat tries again, and every operation reports its own fault meanwhile.
                log.LogWarning(fault, "Periodic work was interrupted");
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
