using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Mail;

/// <summary>The messages of the installation: put here by whatever happens, taken from here by the host, which delivers them by SMTP or shows them on the
/// local outbox page. An operation does not use this interface but <see cref="OperationMail.Send"/>, inside its own transaction.</summary>
public interface IMailOutbox
{
    Task AddAsync(OutgoingMail mail, CancellationToken ct = default);

    /// <summary>Messages not yet delivered, oldest first.</summary>
    Task<IReadOnlyList<OutboxMail>> FindWaitingAsync(int atMost, CancellationToken ct = default);

    /// <summary>The newest messages, delivered or not, for the local outbox page.</summary>
    Task<IReadOnlyList<OutboxMail>> FindNewestAsync(int atMost, CancellationToken ct = default);

    /// <summary>Notes the delivery and forgets the text.</summary>
    Task SentAsync(long id, CancellationToken ct = default);

    /// <summary>Notes a failed try with the mail server's answer.</summary>
    Task FailedAsync(long id, string error, CancellationToken ct = default);
}

internal sealed class MailOutbox(DatabaseFactory factory, WriterGate gate, TimeProvider clock) : IMailOutbox
{
    private static readonly AuditScope System = new() { ActorKind = "system", ActorName = "FlaskTrack", Channel = "job", Action = "mail.deliver" };

    public Task AddAsync(OutgoingMail mail, CancellationToken ct = default) =>
        WriteAsync(context => Task.FromResult(context.Add(OutboxMail.Of(mail, clock.GetUtcNow()))), ct);

    public Task<IReadOnlyList<OutboxMail>> FindWaitingAsync(int atMost, CancellationToken ct = default) =>
        ReadAsync(mails => mails.Where(mail => mail.SentAt == null).OrderBy(mail => mail.Id).Take(atMost), ct);

    public Task<IReadOnlyList<OutboxMail>> FindNewestAsync(int atMost, CancellationToken ct = default) =>
        ReadAsync(mails => mails.OrderByDescending(mail => mail.Id).Take(atMost), ct);

    public Task SentAsync(long id, CancellationToken ct = default) => ChangeAsync(
        id,
        mail =>
        {
            mail.SentAt = clock.GetUtcNow();
            mail.Attempts++;
            mail.LastError = null;
            mail.Text = "";
        },
        ct);

    public Task FailedAsync(long id, string error, CancellationToken ct = default) => ChangeAsync(
        id,
        mail =>
        {
            mail.Attempts++;
            mail.LastError = error.Length > 400 ? error[..400] : error;
        },
        ct);

    private Task ChangeAsync(long id, Action<OutboxMail> change, CancellationToken ct) =>
        WriteAsync(async context => change(await context.Set<OutboxMail>().SingleAsync(mail => mail.Id == id, ct)), ct);

    private async Task<IReadOnlyList<OutboxMail>> ReadAsync(Func<IQueryable<OutboxMail>, IQueryable<OutboxMail>> which, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        return await which(context.Set<OutboxMail>().AsNoTracking()).ToListAsync(ct);
    }

    private async Task WriteAsync(Func<FlaskTrackDbContext, Task> write, CancellationToken ct)
    {
        using var held = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock) { Audit = System });
        await write(context);
        await context.SaveChangesAsync(ct);
    }
}

/// <summary>Mail from inside an operation.</summary>
internal static class OperationMail
{
    /// <summary>Stores the message with everything else the operation changes.</summary>
    public static void Send(this OperationContext context, OutgoingMail mail) => context.Add(OutboxMail.Of(mail, context.Now));
}
