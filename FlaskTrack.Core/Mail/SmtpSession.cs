using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace FlaskTrack.Core.Mail;

/// <summary>Hands one letter to a mail server (RFC 5321). Each answer is waited for 10 s, the whole takes 30 s at most.</summary>
internal sealed class SmtpSession(MailServer server, OrganizationServers reach, bool own, TimeProvider clock)
{
    public static readonly TimeSpan EachStep = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Whole = TimeSpan.FromSeconds(30);

    /// <returns>The server's answer to the letter, word for word.</returns>
    /// <exception cref="MailException">It was not handed over.</exception>
    public async Task<string> SendAsync(string to, string subject, string text, CancellationToken ct)
    {
        using var whole = new CancellationTokenSource(Whole, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, whole.Token);
        try
        {
            using var socket = await LimitAsync(MailStep.Connection, limit => MailReach.ConnectAsync(server, reach, own, limit), stop.Token);
            var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
            var self = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
            await using var wire = new SmtpWire(new NetworkStream(socket));
            await OpenAsync(wire, self, stop.Token);
            await AskAsync(wire, MailStep.Sender, $"MAIL FROM:<{server.From}>", "did not take the sender's address", stop.Token);
            await AskAsync(wire, MailStep.Recipient, $"RCPT TO:<{to}>", $"takes no letters for {to}", stop.Token);
            await AskAsync(wire, MailStep.Content, "DATA", "did not take the letter", stop.Token);
            var taken = await AskAsync(wire, MailStep.Content, MailMessage.Compose(server, to, subject, text, clock.GetUtcNow(), Guid.NewGuid()) + ".", "did not take the letter", stop.Token);
            await QuitAsync(wire, stop.Token);
            return taken.Text;
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new MailException(MailStep.Connection, $"{server.Host} took more than {Whole.TotalSeconds:0} s in all.", inner: fault);
        }
    }

    private async Task OpenAsync(SmtpWire wire, string self, CancellationToken ct)
    {
        if (server.Tls == MailTls.Tls) await EncryptAsync(wire, ct);
        await AskAsync(wire, MailStep.Greeting, null, "did not greet as a mail server", ct);
        var offers = await AskAsync(wire, MailStep.Greeting, $"EHLO {self}", "did not answer the greeting", ct);
        if (server.Tls == MailTls.StartTls)
        {
            if (offers.Offer("STARTTLS") is null) throw new MailException(MailStep.Encryption, $"{server.Host} port {server.Port} does not offer STARTTLS.", offers.Text);
            await AskAsync(wire, MailStep.Encryption, "STARTTLS", "did not begin to encrypt", ct);
            await EncryptAsync(wire, ct);
            offers = await AskAsync(wire, MailStep.Greeting, $"EHLO {self}", "did not answer the greeting", ct);
        }

        if (server.User is { } user) await SignInAsync(wire, user, server.Secret ?? "", offers, ct);
    }

    private Task<bool> EncryptAsync(SmtpWire wire, CancellationToken ct) => LimitAsync(MailStep.Encryption, async limit =>
    {
        await wire.EncryptAsync(server.Host, limit);
        return true;
    }, ct);

    private async Task SignInAsync(SmtpWire wire, string user, string secret, SmtpReply offers, CancellationToken ct)
    {
        const string refused = "did not take user name and password";
        var ways = (offers.Offer("AUTH") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync(wire, MailStep.SignIn, "AUTH PLAIN " + Base64($"\0{user}\0{secret}"), refused, ct);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync(wire, MailStep.SignIn, "AUTH LOGIN", refused, ct);
            await AskAsync(wire, MailStep.SignIn, Base64(user), refused, ct);
            await AskAsync(wire, MailStep.SignIn, Base64(secret), refused, ct);
        }
        else
        {
            throw new MailException(MailStep.SignIn, $"{server.Host} offers no sign-in with user name and password{(server.Tls == MailTls.None ? " without encryption" : "")}.", offers.Text);
        }
    }

    /// <summary>Says a line, where there is one to say, and hears a good answer.</summary>
    private async Task<SmtpReply> AskAsync(SmtpWire wire, MailStep step, string? line, string refused, CancellationToken ct)
    {
        var reply = await LimitAsync(step, async limit =>
        {
            if (line is not null) await wire.SayAsync(line, limit);
            return await wire.HearAsync(limit);
        }, ct);
        return reply.IsGood ? reply : throw new MailException(step, $"{server.Host} {refused}.", reply.Text);
    }

    /// <summary>The letter is taken already; what the server says to the farewell changes nothing.</summary>
    private async Task QuitAsync(SmtpWire wire, CancellationToken ct)
    {
        try
        {
            await AskAsync(wire, MailStep.Content, "QUIT", "did not say farewell", ct);
        }
        catch (Exception fault) when (fault is MailException or OperationCanceledException)
        {
            return;
        }
    }

    private async Task<T> LimitAsync<T>(MailStep step, Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        using var each = new CancellationTokenSource(EachStep, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, each.Token);
        try
        {
            return await act(limit.Token);
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new MailException(step, $"{server.Host} port {server.Port} did not answer within {EachStep.TotalSeconds:0} s.", inner: fault);
        }
        catch (AuthenticationException fault)
        {
            throw new MailException(MailStep.Encryption, $"The encrypted connection to {server.Host} did not come about: {fault.Message}", inner: fault);
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException)
        {
            throw new MailException(step, $"The conversation with {server.Host} port {server.Port} broke off: {fault.Message}", inner: fault);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
