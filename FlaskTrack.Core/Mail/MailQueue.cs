using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Mail;

/// <summary>The letters that wait, for the worker that sends them and for the outbox page of development and demo.</summary>
public sealed class MailQueue
{
    /// <summary>Stands for the installation's server beside the ids of organizations.</summary>
    private const long Installation = 0;

    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(24);
    private readonly DatabaseFactory factory;
    private readonly WriterGate gate;
    private readonly MailWatch watch;
    private readonly MailServers servers;
    private readonly TimeProvider clock;
    private readonly Dictionary<long, bool> answers = [];

    internal MailQueue(DatabaseFactory factory, WriterGate gate, MailWatch watch, MailServers servers, TimeProvider clock)
    {
        this.factory = factory;
        this.gate = gate;
        this.watch = watch;
        this.servers = servers;
        this.clock = clock;
    }

    /// <summary>Tries every waiting letter that is due: at once, then after 1, 2, 4 … minutes, for 24 hours. The text of a sent letter is cleared. A server of an
    /// organization's own that does not answer is not asked again in the same round, so that it does not hold up the letters of others.</summary>
    /// <param name="ownOnly">Only letters of organizations with a server of their own, where the installation has none.</param>
    public async Task<int> SendAsync(Func<WaitingMail, CancellationToken, Task> send, CancellationToken ct, bool ownOnly = false)
    {
        var now = clock.GetUtcNow();
        await using var context = factory.Create(new DatabaseScope(clock) { Audit = Visitor.Installation.ToScope("mail.send") });
        var own = await servers.OfOrganizationsAsync(context, ct);
        if (ownOnly && own.Count == 0) return 0;
        var organizations = own.Keys.ToArray();
        var waiting = await context.Set<OutboxMail>().Where(mail => mail.SentAt == null && mail.QueuedAt > now - GiveUp && (!ownOnly || organizations.Contains(mail.ForOrganization ?? 0)))
            .OrderBy(mail => mail.Id).Take(200).ToListAsync(ct);
        var sent = 0;
        var answered = new Dictionary<long, bool>();
        foreach (var mail in waiting.Where(mail => mail.Tries == 0 || now >= mail.QueuedAt + TimeSpan.FromMinutes(Math.Pow(2, Math.Min(mail.Tries, 10)) - 1)))
        {
            var by = mail.ForOrganization is { } organization && own.ContainsKey(organization) ? organization : Installation;
            if (by != Installation && answered.TryGetValue(by, out var works) && !works) continue;
            try
            {
                mail.Tries++;
                var server = by == Installation ? null : own[by] ?? throw new MailException(MailStep.SignIn, "The saved password of the organization's mail server cannot be read any more. Type it again in its settings.");
                await send(new WaitingMail(mail.To, mail.Subject, mail.Text) { Server = server }, ct);
                (mail.SentAt, mail.Text, mail.LastError) = (clock.GetUtcNow(), "", null);
                sent++;
                answered[by] = true;
            }
#pragma warning disable CA1031 // whatever the mail server says is kept with the letter, and the letter is tried again
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                answered[by] = fault is MailException { IsAboutReader: true };
                mail.LastError = fault.Message.Length > 400 ? fault.Message[..400] : fault.Message;
            }

            using var entered = await gate.EnterAsync(ct);
            await context.SaveChangesAsync(ct);
        }

        foreach (var (by, works) in answered.Where(pair => !answers.TryGetValue(pair.Key, out var before) || before != pair.Value))
        {
            await (works ? watch.WorksAsync(by == Installation ? null : by, ct) : watch.FailedAsync(by == Installation ? null : by, ct));
            answers[by] = works;
        }

        return sent;
    }

    /// <summary>The newest letters with their text, without those that go by an organization's own server. Pages show it only where letters go nowhere else.</summary>
    /// <param name="demoOnly">Only those to addresses that people of the demo have now.</param>
    public async Task<IReadOnlyList<WaitingMail>> NewestAsync(int count, bool demoOnly, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(clock));
        var organizations = (await servers.OfOrganizationsAsync(context, ct)).Keys.ToArray();
        return await context.Set<OutboxMail>().AsNoTracking().Where(mail => !organizations.Contains(mail.ForOrganization ?? 0)).Where(mail => !demoOnly || context.Users.Any(user => user.IsDemo && user.Email == mail.To)).OrderByDescending(mail => mail.Id).Take(count).Select(mail => new WaitingMail(mail.To, mail.Subject, mail.Text) { QueuedAt = mail.QueuedAt }).ToListAsync(ct);
    }
}

public sealed record WaitingMail(string To, string Subject, string Text)
{
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>The organization's own server it goes by; null for the installation's.</summary>
    public MailServer? Server { get; init; }
}
