using System.Collections.Concurrent;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What the server knows of the caller's sign-in at this operation.</summary>
internal sealed record SessionFacts(string Id, long UserId, string Authentication, DateTimeOffset AuthenticatedAt, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool HasSecondFactor, SessionKind Kind, int? IdleMinutes);

/// <summary>Reads the caller's session at every operation, so that one that was ended anywhere counts no more, and notes when it was last used.</summary>
internal sealed class SessionGate
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>The live session, or null where it ended, lapsed, or its account is disabled.</summary>
    /// <param name="idle">Longest time without an act.</param>
    /// <param name="longest">Longest time since sign-in.</param>
    public async Task<SessionFacts?> FindAsync(FlaskTrackDbContext context, string? sessionId, long userId, DateTimeOffset now, CancellationToken ct)
    {
        if (sessionId is null) return null;
        var row = await context.Set<UserSession>().AsNoTracking().Where(session => session.Id == sessionId && session.UserId == userId && session.EndedAt == null)
            .Join(context.Set<User>(), session => session.UserId, user => user.Id, (session, user) => new { session.Authentication, session.AuthenticatedAt, session.StartedAt, session.LastSeenAt, session.Kind, session.IdleMinutes, user.Disabled })
            .FirstOrDefaultAsync(ct);
        if (row is null || row.Disabled) return null;
        var last = LastSeen(sessionId, row.LastSeenAt);
        return new SessionFacts(sessionId, userId, row.Authentication, row.AuthenticatedAt, row.StartedAt, last, row.Authentication is not "password", row.Kind, row.IdleMinutes);
    }

    /// <summary>Limits are for browsers; a session of the API lives as long as its tokens do.</summary>
    public static bool IsLapsed(SessionFacts session, TimeSpan idle, TimeSpan longest, DateTimeOffset now) =>
        session.Kind == SessionKind.Browser && (now - session.LastSeenAt > idle || now - session.LastSeenAt > TimeSpan.FromMinutes(session.IdleMinutes ?? 1440) || now - session.StartedAt > longest);

    public DateTimeOffset LastSeen(string sessionId, DateTimeOffset stored) => seen.TryGetValue(sessionId, out var noted) && noted > stored ? noted : stored;

    public void Saw(string sessionId, DateTimeOffset now) => seen[sessionId] = now;

    /// <summary>Takes what was noted since the last call, for writing it down.</summary>
    public IReadOnlyList<KeyValuePair<string, DateTimeOffset>> Drain()
    {
        var taken = seen.ToArray();
        foreach (var pair in taken) seen.TryRemove(pair);
        return taken;
    }
}
