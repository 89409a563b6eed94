using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Changes the address of an account: a recent re-authentication, a link to the new address, word to both.</summary>
public sealed class EmailService
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly SessionService sessions;
    private readonly PublicAddress root;

    internal EmailService(AccountDesk desk, UserManager<User> users, SessionService sessions, PublicAddress root)
    {
        this.desk = desk;
        this.users = users;
        this.sessions = sessions;
        this.root = root;
    }

    /// <summary>Sends a link to the new address. Whether the address belongs to somebody already is told to that address only.</summary>
    public async Task<Result<Done>> RequestAsync(Visitor visitor, string? email, CancellationToken ct)
    {
        if (await sessions.ReadAsync(visitor.SessionId, visitor.UserId ?? 0, used: false, ct) is not { IsRecent: true }) return new Problem.Refused(Denials.RecentAuthentication);
        if (EmailAddress.Parse(email) is not { } address) return FieldErrors.Of("email", "Enter an e-mail address such as leila@nordhavn.example.");
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        var taken = await users.FindByEmailAsync(address) is not null;
        await desk.WriteAsync(visitor, "account.change-email", async () =>
        {
            var secret = await AccountTickets.IssueAsync(desk, TicketPurpose.ChangeEmail, user.Id, LinkLife, address, ct);
            if (taken) desk.Mail(address, "Your address is in use already", "Somebody wanted to use this address for another FlaskTrack account. It belongs to your account already, so nothing was changed.");
            else desk.Mail(address, "Confirm your new address", $"Follow this link within 30 minutes to use this address for your FlaskTrack account:\n\n{root.ConfirmEmail(secret).AbsoluteUri}");
            desk.Mail(user.Email!, "A new address was asked for", $"Somebody signed in to your FlaskTrack account asked to change its address to {address}. If this was not you, set a new password at once.");
            return true;
        }, ct);
        return default(Done);
    }

    /// <summary>Uses the link. Whoever follows it holds the new address.</summary>
    public async Task<Result<string>> ConfirmAsync(string? token, Visitor visitor, CancellationToken ct)
    {
        var gone = new Problem.NotAllowed("This link is no longer valid. Ask for the change again.");
        if (await AccountTickets.FindAsync(desk, TicketPurpose.ChangeEmail, token, ct) is not { UserId: { } userId, Data: { } address } ticket) return gone;
        if (await users.FindByIdAsync($"{userId}") is not { Disabled: false } user || await users.FindByEmailAsync(address) is not null) return gone;
        var done = await desk.WriteAsync(visitor with { UserId = userId }, "account.change-email", async () =>
        {
            var before = user.Email!;
            if (string.Equals(user.UserName, before, StringComparison.OrdinalIgnoreCase)) user.UserName = address;
            user.Email = address;
            user.EmailConfirmed = true;
            ticket.UsedAt = desk.Now;
            desk.Mail(before, "Your address was changed", $"Your FlaskTrack account now uses {address}. If this was not you, tell an admin of your organization at once.");
            return (await users.UpdateAsync(user)).Succeeded;
        }, ct);
        return done ? address : gone;
    }
}
