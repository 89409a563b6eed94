using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Hosting;

/// <summary>Writes down once a minute, and at shutdown, when sessions were last used.</summary>
public sealed class SessionActivityWorker(SessionActivity activity, TimeProvider clock, ILogger<SessionActivityWorker> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await minute.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            await activity.WriteAsync(ct);
        }
#pragma warning disable CA1031 // the next minute tries again
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogWarning(fault, "The last use of sessions could not be written down.");
        }
    }
}
