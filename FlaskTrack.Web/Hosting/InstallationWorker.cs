using FlaskTrack.Core.Platform;

namespace FlaskTrack.Web.Hosting;

/// <summary>Builds packets and writes large imports as they are asked for, signs checkpoints and sends digests every 15 minutes, and verifies all chains once a night, at 02:00 UTC or, where the
/// host was down then, at the first quarter of an hour after its start.</summary>
internal sealed class InstallationWorker(InstallationWork work, Installation installation, TimeProvider clock, ILogger<InstallationWorker> log) : BackgroundService
{
    private const int NightHour = 2;
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private DateTime verifiedNight = DateTime.MinValue;

    /// <summary>What is done every quarter of an hour.</summary>
    internal async Task BeatAsync(CancellationToken ct)
    {
        await work.SignCheckpointsAsync(ct);
        await work.SendDigestsAsync(ct);
        await installation.ForgetAsync(ct);
        var night = clock.GetUtcNow().AddHours(-NightHour).Date;
        if (night <= verifiedNight) return;
        await work.VerifyChainsAsync(ct);
        await work.RemindOfReviewsAsync(ct);
        verifiedNight = night;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host starts meanwhile
        await Task.WhenAll(RunAsync("Building evidence", work.BuildEvidenceAsync, stoppingToken), RunAsync("Writing imports", work.WriteImportsAsync, stoppingToken), KeepAsync(stoppingToken));
    }

    private async Task RunAsync(string what, Func<CancellationToken, Task> job, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !await DoneAsync(what, job, stop)) await Task.Delay(TimeSpan.FromMinutes(1), clock, stop);
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Quarter, clock);
        while (await timer.WaitForNextTickAsync(stop)) await DoneAsync("Signing and verifying", BeatAsync, stop);
    }

    /// <summary>False where it was interrupted by a fault.</summary>
    private async Task<bool> DoneAsync(string what, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        try
        {
            await act(stop);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database or the disk is away for a moment; the next time tries again.
            log.LogError(fault, "{What} was interrupted", what);
            return false;
        }
    }
}
