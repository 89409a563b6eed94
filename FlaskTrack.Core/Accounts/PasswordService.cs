using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Changes and recovers passwords. Nobody sets another person's password; a forgotten one is set anew by a link to the account's address.</summary>
public sealed class PasswordService
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan BetweenLinks = TimeSpan.FromMinutes(1);
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly PasswordCheck passwords;
    private readonly SecondFactors factors;
    private readonly SignInThrottles throttles;
    private readonly SessionService sessions;
    private readonly PublicAddress address;

    internal PasswordService(AccountDesk desk, UserManager<User> users, PasswordCheck passwords, SecondFactors factors, SignInThrottles throttles, SessionService sessions, PublicAddress address)
    {
        this.desk = desk;
        this.users = users;
        this.passwords = passwords;
        this.factors = factors;
        this.throttles = throttles;
        this.sessions = sessions;
        this.address = address;
    }

    /// <summary>Sets a new password against the present one; ends all other sessions and moves this one to a new id. SECURITY: who has a second factor gave
    /// it in the last five minutes, and the password alone does not count as giving it again (ASVS 7.5.1).</summary>
    /// <param name="keepTokens">Leaves the person's tokens as they are; without it they are revoked.</param>
    public async Task<Result<StartedSession>> ChangeAsync(Visitor visitor, string? current, string? next, CancellationToken ct, bool keepTokens = false)
    {
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        if (user.TwoFactorEnabled && await sessions.ReadAsync(visitor.SessionId, user.Id, used: false, ct) is not { IsRecent: true }) return new Problem.Refused(Denials.RecentAuthentication);
        if (await WrongAsync(user, next) is { } wrong) return FieldErrors.Of("new_password", wrong);
        var key = ThrottleSubject.Confirm(user.Id);
        if ((await throttles.TakeAsync(key, ct)).Wait is { } wait) return FieldErrors.Of("current_password", SignInOutcome.Wait(wait).Sentence);
        if (!passwords.IsRight(user, current)) return FieldErrors.Of("current_password", "This is not your present password.");
        var hash = users.PasswordHasher.HashPassword(user, next!);
        StartedSession? session = null;
        await desk.WriteAsync(visitor, "account.change-password", async () =>
        {
            session = await Sessions.RenewAsync(desk, visitor, null, authenticated: !user.TwoFactorEnabled, ct);
            var revoked = keepTokens ? 0 : await PersonalTokens.RevokeAllAsync(desk, user.Id, ct);
            desk.Mail(user.Email!, "Your password was changed", $"The password of your FlaskTrack account was changed, and all your other sessions were ended{(revoked > 0 ? ", as were your personal tokens" : "")}. If this was not you, ask for a new password at once and tell an admin of your organization.");
            return session is not null && await SetAsync(user, hash, visitor.SessionId, ct);
        }, ct);
        if (session is null) return new Problem.Refused(Denials.SignIn);
        await throttles.ClearAsync(key, ct);
        return session;
    }

    /// <summary>Sends a link to the address where it has an account. The door answers the same in any case and does not wait for this.</summary>
    public async Task RecoverAsync(string? email, Visitor visitor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(email) || email.Length > 254 || await users.FindByEmailAsync(email.Trim()) is not { Disabled: false } user) return;
        await desk.WriteAsync(visitor, "account.recover", async () =>
        {
            var since = desk.Now - BetweenLinks;
            if (await desk.Database.Set<AccountTicket>().AnyAsync(row => row.UserId == user.Id && row.Purpose == TicketPurpose.ResetPassword && row.CreatedAt > since, ct)) return false;
            var secret = await AccountTickets.IssueAsync(desk, TicketPurpose.ResetPassword, user.Id, LinkLife, null, ct);
            desk.Mail(user.Email!, "Set a new password", $"Somebody asked to set a new password for your FlaskTrack account. Follow this link within 30 minutes:\n\n{address.Reset(secret).AbsoluteUri}\n\nIf this was not you, nothing needs to be done; your password stays as it is.");
            await AccountEvents.AppendAsync(desk.Database, user.Id, "account.recover", new Dictionary<string, object?>(), ct);
            return true;
        }, ct);
    }

    /// <summary>What a link for a new password asks; null for a link that no longer counts.</summary>
    public async Task<ResetForm?> ReadResetAsync(string? token, CancellationToken ct) =>
        await AccountTickets.FindAsync(desk, TicketPurpose.ResetPassword, token, ct) is { UserId: { } userId } && await users.FindByIdAsync($"{userId}") is { Disabled: false } user
            ? new ResetForm(user.Email!, user.TwoFactorEnabled)
            : null;

    /// <summary>Sets the new password once, with the second factor where one is enrolled, ends every session of the person and revokes every personal token.</summary>
    public async Task<Result<Done>> ResetAsync(string? token, string? next, string? code, Visitor visitor, CancellationToken ct)
    {
        if (await AccountTickets.FindAsync(desk, TicketPurpose.ResetPassword, token, ct) is not { UserId: { } userId } ticket || await users.FindByIdAsync($"{userId}") is not { Disabled: false } user)
            return new Problem.NotAllowed("This link is no longer valid. Ask for a new one.");
        if (await WrongAsync(user, next) is { } wrong) return FieldErrors.Of("new_password", wrong);
        var key = ThrottleSubject.Code(userId, visitor);
        if (user.TwoFactorEnabled && (await throttles.TakeAsync(key, ct)).Wait is { } wait) return FieldErrors.Of("code", SignInOutcome.Wait(wait).Sentence);

        var hash = users.PasswordHasher.HashPassword(user, next!);
        var done = await desk.WriteAsync(visitor with { UserId = userId }, "account.reset-password", async () =>
        {
            if (user.TwoFactorEnabled && await factors.SpendAsync(user, code, ct) is null) return false;
            ticket.UsedAt = desk.Now;
            await PersonalTokens.RevokeAllAsync(desk, userId, ct);
            desk.Mail(user.Email!, "Your password was changed", "The password of your FlaskTrack account was set anew by a link. All sessions were ended and all personal tokens revoked. If this was not you, tell an admin of your organization at once.");
            return await SetAsync(user, hash, null, ct);
        }, ct);
        if (!done)
        {
            await desk.NoteAsync(visitor, userId, "auth.sign-in-failed", new Dictionary<string, object?> { ["wrong"] = "code" }, ct);
            return FieldErrors.Of("code", SignInOutcome.WrongCode.Sentence);
        }

        await throttles.ClearAsync(key, ct);
        await throttles.ClearAsync(ThrottleSubject.SignIn(user, "", visitor), ct);
        return default(Done);
    }

    private async Task<bool> SetAsync(User user, string hash, string? keep, CancellationToken ct)
    {
        user.PasswordHash = hash;
        await Sessions.EndAllAsync(desk, user.Id, keep, SessionEnd.PasswordChanged, ct);
        return (await users.UpdateSecurityStampAsync(user)).Succeeded;
    }

    private async Task<string?> WrongAsync(User user, string? next)
    {
        foreach (var rule in users.PasswordValidators)
        {
            var result = await rule.ValidateAsync(users, user, next);
            if (!result.Succeeded) return result.Errors.First().Description;
        }

        return null;
    }
}

/// <param name="AsksForCode">The account has an authenticator.</param>
public sealed record ResetForm(string Email, bool AsksForCode);
