using System.Net.Mail;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Mail;

/// <summary>The letters that wait, for the worker that sends them and for the outbox page of development and demo.</summary>
public sealed class MailQueue
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(24);
    private readonly DatabaseFactory factory;
    private readonly WriterGate gate;
    private readonly MailWatch watch;
    private readonly TimeProvider clock;
    private bool? answers;

    internal MailQueue(DatabaseFactory factory, WriterGate gate, MailWatch watch, TimeProvider clock)
    {
        this.factory = factory;
        this.gate = gate;
        this.watch = watch;
        this.clock = clock;
    }

    /// <summary>Tries every waiting letter that is due: at once, then after 1, 2, 4 … minutes, for 24 hours. The text of a sent letter is cleared.</summary>
    public async Task<int> SendAsync(Func<WaitingMail, CancellationToken, Task> send, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var context = factory.Create(new DatabaseScope(clock) { Audit = Visitor.Installation.ToScope("mail.send") });
        var waiting = await context.Set<OutboxMail>().Where(mail => mail.SentAt == null && mail.QueuedAt > now - GiveUp).OrderBy(mail => mail.Id).Take(200).ToListAsync(ct);
        var sent = 0;
        bool? answered = null;
        foreach (var mail in waiting.Where(mail => mail.Tries == 0 || now >= mail.QueuedAt + TimeSpan.FromMinutes(Math.Pow(2, Math.Min(mail.Tries, 10)) - 1)))
        {
            try
            {
                mail.Tries++;
                await send(new WaitingMail(mail.To, mail.Subject, mail.Text), ct);
                (mail.SentAt, mail.Text, mail.LastError) = (clock.GetUtcNow(), "", null);
                sent++;
                answered = true;
            }
#pragma warning disable CA1031 // whatever the mail server says is kept with the letter, and the letter is tried again
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                // A server that refuses one recipient is there.
                answered = fault is SmtpFailedRecipientException;
                mail.LastError = fault.Message.Length > 400 ? fault.Message[..400] : fault.Message;
            }

            using var entered = await gate.EnterAsync(ct);
            await context.SaveChangesAsync(ct);
        }

        if (answered is { } state && state != answers)
        {
            await (state ? watch.WorksAsync(ct) : watch.FailedAsync(ct));
            answers = state;
        }

        return sent;
    }

    /// <summary>The newest letters with their text. Pages show it only where letters go nowhere else.</summary>
    /// <param name="demoOnly">Only those to addresses that people of the demo have now.</param>
    public async Task<IReadOnlyList<WaitingMail>> NewestAsync(int count, bool demoOnly, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        return await context.Set<OutboxMail>().AsNoTracking().Where(mail => !demoOnly || context.Users.Any(user => user.IsDemo && user.Email == mail.To)).OrderByDescending(mail => mail.Id).Take(count).Select(mail => new WaitingMail(mail.To, mail.Subject, mail.Text) { QueuedAt = mail.QueuedAt }).ToListAsync(ct);
    }
}

public sealed record WaitingMail(string To, string Subject, string Text)
{
    public DateTimeOffset QueuedAt { get; init; }
}
