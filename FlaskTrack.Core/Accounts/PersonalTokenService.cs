using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>A person's own tokens for scripts: made after a fresh proof of who acts, shown once, revoked at any time (ASVS 7.2.2).</summary>
public sealed class PersonalTokenService
{
    public const int LongestDays = 365;
    private const string Prefix = "ftp_";
    private const int Most = 20;
    private readonly AccountDesk desk;
    private readonly SessionService sessions;

    internal PersonalTokenService(AccountDesk desk, SessionService sessions)
    {
        this.desk = desk;
        this.sessions = sessions;
    }

    /// <summary>The person's tokens that were not revoked, newest first; those that ran out stay until they are removed.</summary>
    public async Task<IReadOnlyList<PersonalTokenView>> FindAsync(long userId, CancellationToken ct)
    {
        var rows = await desk.Database.Set<PersonalToken>().AsNoTracking().Where(row => row.UserId == userId && row.RevokedAt == null).OrderByDescending(row => row.Id).ToListAsync(ct);
        return rows.ConvertAll(row => new PersonalTokenView(row.Id, row.Name, row.Start, row.Scopes, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, !row.CountsAt(desk.Now)));
    }

    /// <summary>Makes a token.</summary>
    /// <param name="days">1 to 365.</param>
    public async Task<Result<NewPersonalToken>> CreateAsync(Visitor visitor, string? name, IReadOnlyCollection<string> scopes, int days, CancellationToken ct)
    {
        if (await sessions.ReadAsync(visitor.SessionId, visitor.UserId ?? 0, used: false, ct) is not { IsRecent: true } session) return new Problem.Refused(Denials.RecentAuthentication);
        var errors = new FieldErrors();
        errors.Line("token_name", "Name", name, 80);
        if (days is < 1 or > LongestDays) errors.Add("days", $"A token lives 1 to {LongestDays} days.");
        var known = Permissions.All.Select(permission => permission.Name).Where(scopes.Contains).ToList();
        if (known.Count == 0) errors.Add("scopes", "Choose what the token may do, at least one permission.");
        if (errors.Any) return errors.ToProblem();
        var now = desk.Now;
        if (await desk.Database.Set<PersonalToken>().CountAsync(row => row.UserId == visitor.UserId && row.RevokedAt == null && row.ExpiresAt > now, ct) >= Most) return new Problem.NotAllowed($"You have {Most} tokens. Revoke one to make another.");
        var random = SecretHash.NewSecret();
        var secret = $"{Prefix}{random}{Check(random)}";
        var token = new PersonalToken { UserId = session.UserId, Name = StoredText.Clean(name)!, TokenHash = SecretHash.Of(secret), Start = secret[..10], Scopes = known, SecondFactor = session.HasSecondFactor, CreatedAt = now, ExpiresAt = now.AddDays(days) };
        await desk.WriteAsync(visitor, "account.create-token", async () =>
        {
            desk.Database.Add(token);
            var email = await desk.Database.Users.Where(user => user.Id == session.UserId).Select(user => user.Email).SingleAsync(ct);
            desk.Mail(email!, "A personal token was made", $"A personal token called {token.Name} was made for your FlaskTrack account. It counts until {token.ExpiresAt:yyyy-MM-dd}. If this was not you, revoke it under Account, Tokens, and set a new password at once.");
            return true;
        }, ct);
        return new NewPersonalToken(token.Name, secret, token.ExpiresAt);
    }

    /// <summary>Revokes one of the person's tokens; it counts no more from the next request on.</summary>
    public Task<bool> RevokeAsync(Visitor visitor, long id, CancellationToken ct) =>
        desk.WriteAsync(visitor, "account.revoke-token", async () =>
        {
            var row = await desk.Database.Set<PersonalToken>().FirstOrDefaultAsync(token => token.Id == id && token.UserId == visitor.UserId && token.RevokedAt == null, ct);
            if (row is null) return false;
            row.RevokedAt = desk.Now;
            return true;
        }, ct);

    /// <summary>Whose token a secret is; null for one that does not count.</summary>
    public async Task<(long UserId, long TokenId)?> OwnerAsync(string? secret, CancellationToken ct)
    {
        if (secret is not { Length: > 40 and < 100 } || !secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var random = secret[Prefix.Length..^CheckLength];
        if (Check(random) != secret[^CheckLength..]) return null;
        var hash = SecretHash.Of(secret);
        var row = await desk.Database.Set<PersonalToken>().AsNoTracking().FirstOrDefaultAsync(token => token.TokenHash == hash, ct);
        return row is not null && row.CountsAt(desk.Now) ? (row.UserId, row.Id) : null;
    }

    private const int CheckLength = 6;

    /// <summary>Lets scanners of leaked secrets, and this door, tell a token from something that looks like one without asking the database.</summary>
    private static string Check(string random) => SecretHash.Of(random)[..CheckLength];
}

/// <summary>A token as its owner sees it in the list.</summary>
/// <param name="Start">The first letters of its secret.</param>
public sealed record PersonalTokenView(long Id, string Name, string Start, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, bool HasExpired);

/// <param name="Secret">SECURITY: shown this once and kept nowhere.</param>
public sealed record NewPersonalToken(string Name, string Secret, DateTimeOffset ExpiresAt)
{
    public override string ToString() => Name;
}
