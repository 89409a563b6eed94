using FlaskTrack.Core.Mail;

using System.Net;
using System.Net.Mail;

namespace FlaskTrack.Web.Hosting;

/// <summary>Sends waiting letters over SMTP where <c>Smtp:Host</c> is set, and tries each for a day.</summary>
public sealed class MailSender(MailQueue queue, IConfiguration configuration, TimeProvider clock, ILogger<MailSender> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(configuration["Smtp:Host"])) return;
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await queue.SendAsync(SendAsync, stoppingToken);
            }
#pragma warning disable CA1031 // the next tick tries again
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogWarning(fault, "Waiting letters could not be read.");
            }
        }
    }

    private async Task SendAsync(WaitingMail mail, CancellationToken ct)
    {
        using var client = new SmtpClient(configuration["Smtp:Host"], configuration.GetValue("Smtp:Port", 587)) { EnableSsl = configuration.GetValue("Smtp:Tls", true) };
        if (configuration["Smtp:User"] is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, configuration["Smtp:Password"]);
        using var message = new MailMessage(configuration["Smtp:From"] ?? $"flasktrack@{configuration["Smtp:Host"]}", mail.To, mail.Subject, mail.Text);
        await client.SendMailAsync(message, ct);
    }
}
