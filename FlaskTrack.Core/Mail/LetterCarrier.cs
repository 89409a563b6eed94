namespace FlaskTrack.Core.Mail;

/// <summary>Brings waiting letters to their server: the organization's own where it has one, else the installation's.</summary>
public sealed class LetterCarrier(LetterDelivery delivery, TimeProvider clock)
{
    /// <exception cref="MailException">The server did not take it, or there is none.</exception>
    public Task CarryAsync(WaitingMail mail, CancellationToken ct) => mail.Server is { } own
        ? new SmtpSession(own, delivery.Organizations, own: false, clock).SendAsync(mail.To, mail.Subject, mail.Text, ct)
        : new SmtpSession(delivery.Server ?? throw new MailException(MailStep.Connection, "There is no mail server."), delivery.Organizations, own: true, clock).SendAsync(mail.To, mail.Subject, mail.Text, ct);
}
