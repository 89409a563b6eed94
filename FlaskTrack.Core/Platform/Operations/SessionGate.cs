using System.Collections.Concurrent;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What the server knows of the caller's sign-in at this operation.</summary>
internal sealed record SessionFacts(string Id, long UserId, string Authentication, DateTimeOffset AuthenticatedAt, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool HasSecondFactor, SessionKind Kind, int? IdleMinutes, bool MustEnrol = false, long? ForOrganization = null);

/// <summary>What the server knows of a personal token at this operation.</summary>
internal sealed record TokenFacts(long Id, string Name, PermissionSet Scopes, bool SecondFactor);

/// <summary>Reads the caller's session at every operation, so that one that was ended anywhere counts no more, and notes when it was last used.</summary>
internal sealed class SessionGate
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, DateTimeOffset> tokens = new();
    private readonly ConcurrentDictionary<(long Token, long Organization), DateTime> days = new();

    /// <summary>The live session, or null where it ended, lapsed, or its account is disabled.</summary>
    /// <param name="idle">Longest time without an act.</param>
    /// <param name="longest">Longest time since sign-in.</param>
    public async Task<SessionFacts?> FindAsync(FlaskTrackDbContext context, string? sessionId, long userId, DateTimeOffset now, CancellationToken ct)
    {
        if (sessionId is null) return null;
        var row = await context.Set<UserSession>().AsNoTracking().Where(session => session.Id == sessionId && session.UserId == userId && session.EndedAt == null)
            .Join(context.Set<User>(), session => session.UserId, user => user.Id, (session, user) => new { session.Authentication, session.AuthenticatedAt, session.StartedAt, session.LastSeenAt, session.Kind, session.IdleMinutes, session.ForOrganization, user.Disabled, user.MustEnrol })
            .FirstOrDefaultAsync(ct);
        if (row is null || row.Disabled) return null;
        var last = LastSeen(sessionId, row.LastSeenAt);
        return new SessionFacts(sessionId, userId, row.Authentication, row.AuthenticatedAt, row.StartedAt, last, row.Authentication is not "password", row.Kind, row.IdleMinutes, row.MustEnrol, row.ForOrganization);
    }

    /// <summary>Limits are for browsers; a session of the API lives as long as its tokens do.</summary>
    public static bool IsLapsed(SessionFacts session, TimeSpan idle, TimeSpan longest, DateTimeOffset now) =>
        session.Kind == SessionKind.Browser && (now - session.LastSeenAt > idle || now - session.LastSeenAt > TimeSpan.FromMinutes(session.IdleMinutes ?? 1440) || now - session.StartedAt > longest);

    public DateTimeOffset LastSeen(string sessionId, DateTimeOffset stored) => seen.TryGetValue(sessionId, out var noted) && noted > stored ? noted : stored;

    /// <summary>The personal token as it counts now; null where it was revoked, ran out, or its account is disabled.</summary>
    public static async Task<TokenFacts?> FindTokenAsync(FlaskTrackDbContext context, long tokenId, long userId, DateTimeOffset now, CancellationToken ct)
    {
        var token = await context.Set<PersonalToken>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == tokenId && row.UserId == userId, ct);
        if (token is null || !token.CountsAt(now) || await context.Set<User>().AnyAsync(user => user.Id == userId && user.Disabled, ct)) return null;
        var scopes = token.Scopes.ToHashSet(StringComparer.Ordinal);
        return new TokenFacts(token.Id, token.Name, PermissionSet.Of(Permissions.All.Where(permission => scopes.Contains(permission.Name))), token.SecondFactor);
    }

    public void Saw(string sessionId, DateTimeOffset now) => seen[sessionId] = now;

    public void SawToken(long tokenId, DateTimeOffset now) => tokens[tokenId] = now;

    /// <summary>Whether the token was not used in the organization on this UTC day, as far as this process knows; after a restart the log may say it once more.</summary>
    public bool IsFirstUse(long tokenId, long organizationId, DateTimeOffset now) => !days.TryGetValue((tokenId, organizationId), out var day) || day != now.UtcDateTime.Date;

    public void NotedUse(long tokenId, long organizationId, DateTimeOffset now) => days[(tokenId, organizationId)] = now.UtcDateTime.Date;

    /// <summary>Takes when tokens were used since the last call, for writing it down.</summary>
    public IReadOnlyList<KeyValuePair<long, DateTimeOffset>> DrainTokens()
    {
        var taken = tokens.ToArray();
        foreach (var pair in taken) tokens.TryRemove(pair);
        return taken;
    }

    /// <summary>Takes what was noted since the last call, for writing it down.</summary>
    public IReadOnlyList<KeyValuePair<string, DateTimeOffset>> Drain()
    {
        var taken = seen.ToArray();
        foreach (var pair in taken) seen.TryRemove(pair);
        return taken;
    }
}
