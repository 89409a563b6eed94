using FlaskTrack.Core.Mail;

namespace FlaskTrack.Web.Hosting;

/// <summary>Sends waiting letters by the organization's own mail server or the installation's, and tries each for a day.</summary>
public sealed class MailSender(MailQueue queue, LetterCarrier carrier, LetterDelivery letters, TimeProvider clock, ILogger<MailSender> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (letters is { GoesOut: false, Organizations: OrganizationServers.None }) return;
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await queue.SendAsync(carrier.CarryAsync, stoppingToken, ownOnly: !letters.GoesOut);
            }
#pragma warning disable CA1031 // the next tick tries again
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogWarning(fault, "Waiting letters could not be read.");
            }
        }
    }
}
