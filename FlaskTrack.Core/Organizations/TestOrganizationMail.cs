using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Tries a mail server by one letter to the caller's own address, with the values as they are typed; what is saved stays as it is. A query, since it
/// changes nothing here and a slow server must not hold up those who write; the log keeps who tried which server.</summary>
public sealed record TestOrganizationMail(MailServerFields Server) : IQuery<TestOrganizationMail, MailTrial>
{
    public static Permission Requires => Permissions.Organization.Settings;
}

/// <summary>How the try ended.</summary>
/// <param name="IsSent">Whether the server took the letter.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Answer">The server's last answer word for word, such as <c>535 5.7.8 Authentication failed</c>; null where it gave none.</param>
public sealed record MailTrial(bool IsSent, string Sentence, string? Answer);

internal sealed class TestOrganizationMailHandler(LetterDelivery letters, ISecretSeal seal, MailTrials trials, PublicAddress address, TimeProvider clock) : IHandler<TestOrganizationMail, MailTrial>
{
    public async Task<Result<MailTrial>> HandleAsync(TestOrganizationMail operation, OperationContext context, CancellationToken ct)
    {
        if (letters.Organizations == OrganizationServers.None) return new Problem.NotAllowed("On this installation all letters go by its own mail server.");
        var saved = await context.Rows<OrganizationMail>().AsNoTracking().SingleOrDefaultAsync(ct);
        var given = operation.Server.ToServer(saved, seal, context.Organization.Name);
        if (!given.IsOk) return given.Problem!;
        if (await context.Shared<User>().Where(user => user.Id == context.UserId).Select(user => user.Email).SingleAsync(ct) is not { } to) return new Problem.NotAllowed("Your account has no e-mail address to send to.");
        using var turn = trials.Begin(context.Organization.Id, context.Now);
        if (turn is null) return new Problem.NotAllowed($"A mail server is tried at most {MailTrials.Most} times in {MailTrials.Span.TotalMinutes:0} minutes, one try at a time. Wait a little.");

        context.Note("mail_server", $"{given.Value.Host}:{given.Value.Port}");
        var trial = await TryAsync(given.Value, to, context, ct);
        context.Note("sent", trial.IsSent);
        return trial;
    }

    private async Task<MailTrial> TryAsync(MailServer server, string to, OperationContext context, CancellationToken ct)
    {
        try
        {
            var text = $"This message shows that {server.Host} takes letters of {context.Organization.Name} on FlaskTrack.\n\n{context.Member.DisplayName} asked for it. Links in letters begin with {address.Root}.";
            var answer = await new SmtpSession(server, letters.Organizations, own: false, clock).SendAsync(to, $"Test message of {context.Organization.Name}", text, ct);
            return new MailTrial(true, $"{server.Host} took the message for {to}.", answer);
        }
        catch (MailException trouble)
        {
            return new MailTrial(false, trouble.Sentence, trouble.Answer);
        }
    }
}
