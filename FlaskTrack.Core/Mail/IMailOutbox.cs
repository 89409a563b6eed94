using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Mail;

/// <summary>Takes letters; a worker sends them.</summary>
public interface IMailOutbox
{
    Task QueueAsync(string to, string subject, string text, CancellationToken ct);
}

/// <summary>Stores each letter at once in a transaction of its own. Never called inside an operation's transaction, which holds the one writer of SQLite.</summary>
internal sealed class MailOutbox(DatabaseFactory factory, WriterGate gate, TimeProvider clock) : IMailOutbox
{
    public async Task QueueAsync(string to, string subject, string text, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock) { Audit = new AuditScope { ActorKind = "system", ActorName = "FlaskTrack", Channel = "job", Action = "mail.queue" } });
        context.Add(new OutboxMail { To = to, Subject = subject, Text = text, QueuedAt = clock.GetUtcNow() });
        await context.SaveChangesAsync(ct);
    }
}
