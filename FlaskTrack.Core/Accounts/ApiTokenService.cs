using System.Security.Cryptography;
using System.Text;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Tokens of people for the API: an access token for five minutes and a refresh token for seven days that changes at each use. Only hashes are
/// stored. A refresh token that was used before ends the session it belongs to, because one of its two holders is a thief.</summary>
public sealed class ApiTokenService
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(7);
    private readonly AccountDesk desk;
    private readonly SignInService signIn;

    internal ApiTokenService(AccountDesk desk, SignInService signIn)
    {
        this.desk = desk;
        this.signIn = signIn;
    }

    /// <summary>Signs in for the API; a missing second factor and a wrong password are told apart only once the password was right.</summary>
    /// <param name="organization">Slug of the organization that requests without one of their own are about; null for the person's first.</param>
    public async Task<TokenOutcome> LoginAsync(string? username, string? password, string? twoFactorCode, string? organization, Visitor visitor, CancellationToken ct)
    {
        var outcome = await signIn.PasswordAsync(username, password, visitor, SessionKind.Api, ct);
        if (outcome is SignInOutcome.NeedsSecondFactor waiting)
        {
            if (string.IsNullOrWhiteSpace(twoFactorCode)) return new TokenOutcome.Refused("This account has a second factor. Send its code as two_factor_code.", NeedsCode: true);
            outcome = await signIn.SecondFactorAsync(waiting.Ticket, twoFactorCode, visitor, ct);
        }

        return outcome switch
        {
            SignInOutcome.SignedIn(var session) => await BeginAsync(session, organization, visitor, ct),
            SignInOutcome.Refused(var sentence) => new TokenOutcome.Refused(sentence),
            _ => throw new InvalidOperationException("A sign-in ended in between."),
        };
    }

    private async Task<TokenOutcome> BeginAsync(StartedSession session, string? organization, Visitor visitor, CancellationToken ct)
    {
        if (StoredText.Clean(organization) is not { } named) return await IssueAsync(session, SecretHash.NewSecret(), visitor, ct);
        var own = await OrganizationDirectory.OfUserAsync(desk.Database, session.UserId, desk.Now, ct);
        if (own.Find(one => one.Slug == named || one.FormerSlugs.Contains(named)) is { } chosen) return await IssueAsync(session, SecretHash.NewSecret(), visitor, ct, organization: chosen.Id);
        await EndAsync(session.Id, SessionEnd.SignedOut, visitor with { UserId = session.UserId, SessionId = session.Id }, ct);
        return new TokenOutcome.NotIn($"You belong to no organization \"{named}\". Send the slug of one of yours, or none.");
    }

    /// <summary>Trades a refresh token for new tokens, once.</summary>
    public async Task<TokenOutcome> RefreshAsync(string? refreshToken, Visitor visitor, CancellationToken ct)
    {
        var refused = new TokenOutcome.Refused("This refresh token does not count. Sign in again.");
        if (refreshToken?.Split('.') is not ["ftr", { Length: > 20 } family, { Length: > 20 }]) return refused;
        var familyHash = SecretHash.Of(family);
        var row = await desk.Database.Set<UserSession>().AsNoTracking().FirstOrDefaultAsync(session => session.RefreshFamilyHash == familyHash && session.EndedAt == null, ct);
        if (row is null) return refused;
        var known = visitor with { UserId = row.UserId, SessionId = row.Id, Authentication = row.Authentication };
        if (!Same(row.RefreshTokenHash, SecretHash.Of(refreshToken)))
        {
            await EndAsync(row.Id, SessionEnd.TokenReused, known, ct);
            return refused;
        }

        var disabled = await desk.Database.Users.AnyAsync(user => user.Id == row.UserId && user.Disabled, ct);
        if (disabled || row.RefreshTokenExpiresAt is not { } expiry || expiry <= desk.Now) return refused;
        return await IssueAsync(new StartedSession(row.Id, row.UserId, row.Authentication), family, known, ct, row.RefreshTokenHash);
    }

    /// <summary>Who an access token speaks for; null for one that does not count.</summary>
    public async Task<StartedSession?> FindAsync(string? accessToken, CancellationToken ct)
    {
        if (accessToken is not { Length: > 20 and < 200 } || !accessToken.StartsWith("fta_", StringComparison.Ordinal)) return null;
        var hash = SecretHash.Of(accessToken);
        var row = await desk.Database.Set<UserSession>().AsNoTracking().FirstOrDefaultAsync(session => session.AccessTokenHash == hash && session.EndedAt == null, ct);
        if (row is null || row.AccessTokenExpiresAt is not { } expiry || expiry <= desk.Now) return null;
        return await desk.Database.Users.AnyAsync(user => user.Id == row.UserId && !user.Disabled, ct) ? new StartedSession(row.Id, row.UserId, row.Authentication) : null;
    }

    /// <summary>Ends the session and with it both tokens.</summary>
    public Task LogoutAsync(Visitor visitor, CancellationToken ct) => EndAsync(visitor.SessionId, SessionEnd.SignedOut, visitor, ct);

    private Task<bool> EndAsync(string? sessionId, SessionEnd because, Visitor visitor, CancellationToken ct) =>
        desk.WriteAsync(visitor, "auth.sign-out", async () =>
        {
            var row = await desk.Database.Set<UserSession>().FirstOrDefaultAsync(session => session.Id == sessionId && session.UserId == visitor.UserId && session.EndedAt == null, ct);
            if (row is null) return false;
            Sessions.End(row, because, desk.Now);
            return true;
        }, ct);

    private async Task<TokenOutcome> IssueAsync(StartedSession session, string family, Visitor visitor, CancellationToken ct, string? replaces = null, long? organization = null)
    {
        var access = $"fta_{SecretHash.NewSecret()}";
        var refresh = $"ftr.{family}.{SecretHash.NewSecret()}";
        var done = await desk.WriteAsync(visitor with { UserId = session.UserId, SessionId = session.Id }, "auth.refresh", async () =>
        {
            // Two refreshes with the same token at once: touching the row makes the second wait for the first, on engines with several writers too; it
            // then finds another hash than it saw, and gets nothing.
            await Sql.ExecuteAsync(desk.Database, """UPDATE "UserSessions" SET "LastSeenAt" = "LastSeenAt" WHERE "Id" = @Session""", ct, ("Session", session.Id));
            var row = await desk.Database.Set<UserSession>().FirstOrDefaultAsync(row => row.Id == session.Id && row.EndedAt == null && row.RefreshTokenHash == replaces, ct);
            if (row is null) return false;
            (row.AccessTokenHash, row.AccessTokenExpiresAt) = (SecretHash.Of(access), desk.Now + AccessLife);
            (row.RefreshTokenHash, row.RefreshTokenExpiresAt) = (SecretHash.Of(refresh), desk.Now + RefreshLife);
            row.RefreshFamilyHash = SecretHash.Of(family);
            row.ForOrganization ??= organization;
            row.LastSeenAt = desk.Now;
            return true;
        }, ct);
        return done ? new TokenOutcome.Issued(access, refresh, (int)AccessLife.TotalSeconds, session) : new TokenOutcome.Refused("This refresh token does not count. Sign in again.");
    }

    private static bool Same(string? a, string b) => a is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));
}

/// <summary>Tokens, or why there are none.</summary>
public abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    /// <param name="ExpiresIn">Seconds the access token lives.</param>
    public sealed record Issued(string AccessToken, string RefreshToken, int ExpiresIn, StartedSession Session) : TokenOutcome;

    public sealed record Refused(string Sentence, bool NeedsCode = false) : TokenOutcome;

    /// <summary>Signed in rightly, and for an organization the person is not in; the session has ended.</summary>
    public sealed record NotIn(string Sentence) : TokenOutcome;
}
