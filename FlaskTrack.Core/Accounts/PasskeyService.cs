using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Core.Accounts;

/// <summary>Keeps the passkeys of a person. The door speaks WebAuthn with the browser; what it has verified is stored and removed here.</summary>
public sealed class PasskeyService
{
    private static readonly TimeSpan ChallengeLife = TimeSpan.FromMinutes(15); // longer than the door takes an answer
    private readonly AccountDesk desk;
    private readonly UserManager<User> users;
    private readonly SessionService sessions;

    internal PasskeyService(AccountDesk desk, UserManager<User> users, SessionService sessions)
    {
        this.desk = desk;
        this.users = users;
        this.sessions = sessions;
    }

    /// <param name="challenge">What the passkey answered; it counts once.</param>
    public async Task<Result<Done>> AddAsync(Visitor visitor, UserPasskeyInfo passkey, string challenge, string? name, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        if (!passkey.IsUserVerified) return new Problem.NotAllowed("This passkey did not check that it is you. Use one with a fingerprint, face or code.");
        passkey.Name = StoredText.Clean(name) is { Length: <= 60 } given ? given : "Passkey";
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        var added = await desk.WriteAsync(visitor, "account.add-passkey", async () =>
        {
            if (!await AccountTickets.SpendAsync(desk, TicketPurpose.PasskeyChallenge, user.Id, challenge, ChallengeLife, ct)) return false;
            desk.Mail(user.Email!, "A passkey was added", $"A passkey called {passkey.Name} can now sign in to your FlaskTrack account. If this was not you, remove it under Account, Security, and set a new password at once.");
            user.MustEnrol = false;
            return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
        }, ct);
        return added ? default(Done) : new Problem.NotAllowed("This answer of the passkey was used before. Add the passkey again.");
    }

    /// <summary>Notes a use: the authenticator's counter must rise. SECURITY: passkeys kept in several devices count nothing, so the challenge itself is spent.</summary>
    /// <param name="challenge">What the passkey answered.</param>
    /// <returns>False where the challenge was answered before; the answer then proves nothing.</returns>
    public Task<bool> UsedAsync(User user, UserPasskeyInfo passkey, string challenge, Visitor visitor, CancellationToken ct) =>
        desk.WriteAsync(visitor with { UserId = user.Id }, "auth.sign-in", async () =>
            await AccountTickets.SpendAsync(desk, TicketPurpose.PasskeyChallenge, user.Id, challenge, ChallengeLife, ct) && await NoteUseAsync(user, passkey, ct) && (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded, ct);

    /// <summary>Writes that a passkey was tried in vain, as for a wrong password.</summary>
    /// <param name="credentialId">As the browser names it; whose it is is only looked up for the note.</param>
    /// <returns>False where nobody here has such a passkey.</returns>
    public async Task<bool> FailedAsync(byte[] credentialId, Visitor visitor, CancellationToken ct)
    {
        if (await users.FindByPasskeyIdAsync(credentialId) is not { } user) return false;
        return await desk.NoteAsync(visitor with { UserId = null }, user.Id, "auth.sign-in-failed", new Dictionary<string, object?> { ["wrong"] = "passkey" }, ct);
    }

    public async Task<Result<Done>> RemoveAsync(Visitor visitor, string? id, CancellationToken ct)
    {
        if (await StaleAsync(visitor, ct) is { } stale) return stale;
        var user = await users.FindByIdAsync($"{visitor.UserId}") ?? throw new InvalidOperationException("The session has no account.");
        var passkeys = await users.GetPasskeysAsync(user);
        if (passkeys.FirstOrDefault(key => Convert.ToHexStringLower(key.CredentialId) == id) is not { } passkey) return Problem.NotFound;
        if (user.PasswordHash is null && passkeys.Count == 1) return new Problem.NotAllowed("This is your only way to sign in. Set a password first.");
        await desk.WriteAsync(visitor, "account.remove-passkey", async () =>
        {
            await PersonalTokens.ForgetFactorAsync(desk, user.Id, ct);
            await Sessions.EndAllAsync(desk, user.Id, visitor.SessionId, SessionEnd.FactorChanged, ct);
            desk.Mail(user.Email!, "A passkey was removed", $"The passkey called {passkey.Name} was removed from your FlaskTrack account. If this was not you, set a new password at once and tell an admin of your organization.");
            if (await UseOfAsync(passkey.CredentialId, ct) is { } use) desk.Database.Remove(use);
            return (await users.RemovePasskeyAsync(user, passkey.CredentialId)).Succeeded;
        }, ct);
        return default(Done);
    }

    private async Task<bool> NoteUseAsync(User user, UserPasskeyInfo passkey, CancellationToken ct)
    {
        if (await UseOfAsync(passkey.CredentialId, ct) is { } use) use.UsedAt = desk.Now;
        else desk.Database.Add(new PasskeyUse { Passkey = PasskeyUse.KeyOf(passkey.CredentialId), UserId = user.Id, UsedAt = desk.Now });
        return true;
    }

    private async Task<PasskeyUse?> UseOfAsync(byte[] credentialId, CancellationToken ct) => await desk.Database.FindAsync<PasskeyUse>([PasskeyUse.KeyOf(credentialId)], ct);

    private async Task<Problem?> StaleAsync(Visitor visitor, CancellationToken ct) =>
        await sessions.ReadAsync(visitor.SessionId, visitor.UserId ?? 0, used: false, ct) is { IsRecent: true } ? null : new Problem.Refused(Denials.RecentAuthentication);
}
