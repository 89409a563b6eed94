using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Signs people in: password, then a second factor where one is enrolled, or a passkey alone. Answers, waits and the work done are the same
/// for names that have an account and names that have none (ASVS 6.3.8).</summary>
public sealed class SignInService
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly PasswordCheck passwords;
    private readonly SecondFactors factors;
    private readonly SignInThrottles throttles;
    private readonly DemoMode demo;

    internal SignInService(AccountDesk desk, UserManager<User> users, PasswordCheck passwords, SecondFactors factors, SignInThrottles throttles, DemoMode demo)
    {
        this.desk = desk;
        this.users = users;
        this.passwords = passwords;
        this.factors = factors;
        this.throttles = throttles;
        this.demo = demo;
    }

    /// <summary>Signs in with user name or e-mail and password.</summary>
    public async Task<SignInOutcome> PasswordAsync(string? name, string? password, Visitor visitor, SessionKind kind, CancellationToken ct)
    {
        var user = await FindAsync(name, ct);
        var key = ThrottleSubject.SignIn(user, users.NormalizeName(name ?? "") ?? "", visitor);
        var throttle = await throttles.TakeAsync(key, ct);
        if (throttle.Wait is { } wait) return SignInOutcome.Wait(wait);

        if (!passwords.IsRight(user, password) || user!.Disabled || demo.Refuses(user))
        {
            await NoteFailureAsync(user, key, "password", throttle.Locks, visitor, ct);
            return SignInOutcome.NoMatch;
        }

        await throttles.ClearAsync(key, ct);
        if (!user.TwoFactorEnabled) return await StartAsync(user, "password", visitor, kind, ct);
        var ticket = "";
        await desk.WriteAsync(visitor, "auth.sign-in", async () =>
        {
            ticket = await AccountTickets.IssueAsync(desk, TicketPurpose.SecondFactor, user.Id, TicketLife, visitor.SharedDevice ? $"{kind} shared" : $"{kind}", ct);
            return true;
        }, ct);
        return new SignInOutcome.NeedsSecondFactor(ticket);
    }

    /// <summary>Ends a sign-in that waits for its second factor: an authenticator code or a recovery code.</summary>
    public async Task<SignInOutcome> SecondFactorAsync(string? ticket, string? code, Visitor visitor, CancellationToken ct)
    {
        if (await AccountTickets.FindAsync(desk, TicketPurpose.SecondFactor, ticket, ct) is not { UserId: { } userId } found) return SignInOutcome.TooLate;
        var key = ThrottleSubject.Code(userId, visitor);
        var throttle = await throttles.TakeAsync(key, ct);
        if (throttle.Wait is { } wait) return SignInOutcome.Wait(wait);

        StartedSession? started = null;
        var user = await users.FindByIdAsync($"{userId}");
        await desk.WriteAsync(visitor with { UserId = userId }, "auth.sign-in", async () =>
        {
            if (user is not { Disabled: false } || demo.Refuses(user) || await factors.SpendAsync(user, code, ct) is not { } factor) return false;
            found.UsedAt = desk.Now;
            await SignInNotice.TellAsync(desk, user, visitor, ct);
            started = Sessions.Start(desk, user, $"password+{factor}", visitor with { SharedDevice = found.Data!.EndsWith(" shared", StringComparison.Ordinal) }, Enum.Parse<SessionKind>(found.Data.Split(' ')[0]));
            return true;
        }, ct);
        if (started is null)
        {
            await NoteFailureAsync(user, key, "code", throttle.Locks, visitor, ct);
            return SignInOutcome.WrongCode;
        }

        await throttles.ClearAsync(key, ct);
        return new SignInOutcome.SignedIn(started);
    }

    /// <summary>Signs in a person whose passkey the door has verified, with user verification; it is two factors at once and knows no wait.</summary>
    public async Task<SignInOutcome> PasskeyAsync(User user, Visitor visitor, CancellationToken ct)
    {
        if (!user.Disabled && !demo.Refuses(user)) return await StartAsync(user, "passkey", visitor, SessionKind.Browser, ct);
        await NoteFailureAsync(user.Id, "passkey", false, visitor, ct);
        return SignInOutcome.NoMatch;
    }

    /// <summary>Confirms again who acts (ASVS 7.5.1). The session goes on under a new id; the old id is refused from then on.</summary>
    public async Task<SignInOutcome> ConfirmAsync(string? password, string? code, Visitor visitor, CancellationToken ct)
    {
        var user = await users.FindByIdAsync($"{visitor.UserId}");
        if (user is null || visitor.SessionId is null) return SignInOutcome.TooLate;
        var key = ThrottleSubject.Confirm(user.Id);
        var throttle = await throttles.TakeAsync(key, ct);
        if (throttle.Wait is { } wait) return SignInOutcome.Wait(wait);

        var right = passwords.IsRight(user, password);
        StartedSession? started = null;
        await desk.WriteAsync(visitor, "auth.confirm", async () =>
        {
            var factor = user.TwoFactorEnabled ? await factors.SpendAsync(user, code, ct) : "";
            if (!right || factor is null) return false;
            started = await Sessions.RenewAsync(desk, visitor, factor.Length == 0 ? null : $"password+{factor}", authenticated: true, ct);
            return started is not null;
        }, ct);
        if (started is null)
        {
            await NoteFailureAsync(user, key, "confirmation", throttle.Locks, visitor, ct);
            return user.TwoFactorEnabled ? new SignInOutcome.Refused("Password or code is not right. A code counts once; wait for the next one.") : new SignInOutcome.Refused("The password is not right. Try again.");
        }

        await throttles.ClearAsync(key, ct);
        return new SignInOutcome.SignedIn(started);
    }

    /// <summary>The same as <see cref="ConfirmAsync"/> by a passkey the door has verified.</summary>
    public async Task<SignInOutcome> ConfirmByPasskeyAsync(User user, Visitor visitor, CancellationToken ct)
    {
        StartedSession? started = null;
        if (user.Id != visitor.UserId || user.Disabled)
        {
            await NoteFailureAsync(visitor.UserId ?? user.Id, "confirmation", false, visitor, ct);
            return SignInOutcome.NoMatch;
        }

        await desk.WriteAsync(visitor, "auth.confirm", async () => (started = await Sessions.RenewAsync(desk, visitor, "passkey", authenticated: true, ct)) is not null, ct);
        return started is null ? SignInOutcome.TooLate : new SignInOutcome.SignedIn(started);
    }

    private async Task<User?> FindAsync(string? name, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 254 || !UserNameRules.IsWellFormed(name)) return null;
        var (byName, byEmail) = (users.NormalizeName(name.Trim()), users.NormalizeEmail(name.Trim()));
        return await desk.Database.Users.FirstOrDefaultAsync(user => user.NormalizedUserName == byName || user.NormalizedEmail == byEmail, ct);
    }

    private async Task<SignInOutcome> StartAsync(User user, string authentication, Visitor visitor, SessionKind kind, CancellationToken ct)
    {
        StartedSession? started = null;
        await desk.WriteAsync(visitor with { UserId = user.Id, Authentication = authentication }, "auth.sign-in", async () =>
        {
            await SignInNotice.TellAsync(desk, user, visitor, ct);
            started = Sessions.Start(desk, user, authentication, visitor, kind);
            return true;
        }, ct);
        return new SignInOutcome.SignedIn(started!);
    }

    private async Task NoteFailureAsync(User? user, ThrottleSubject key, string part, bool locks, Visitor visitor, CancellationToken ct)
    {
        if (user is null)
        {
            await throttles.FailedAsync(key, ct);
            return;
        }

        await NoteFailureAsync(user.Id, part, locks, visitor, ct);
    }

    private Task<bool> NoteFailureAsync(long userId, string part, bool locks, Visitor visitor, CancellationToken ct) =>
        desk.WriteAsync(visitor with { UserId = null }, "auth.sign-in-failed", async () =>
        {
            await AccountEvents.AppendAsync(desk.Database, userId, "auth.sign-in-failed", new Dictionary<string, object?> { ["wrong"] = part }, ct);
            if (locks) await AccountEvents.AppendAsync(desk.Database, userId, "auth.lock-out", new Dictionary<string, object?> { ["after"] = part }, ct);
            return true;
        }, ct);
}
