using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>A person's own sessions: seeing them, ending them, and whether one still counts.</summary>
public sealed class SessionService
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);
    private readonly AccountDesk desk;
    private readonly SessionGate gate;

    internal SessionService(AccountDesk desk, SessionGate gate)
    {
        this.desk = desk;
        this.gate = gate;
    }

    /// <summary>Reads a session as the server knows it now; null where it has ended or passed the strictest limit of the person's organizations.</summary>
    /// <param name="used">Counts as use, which moves the idle limit.</param>
    public async Task<LiveSession?> ReadAsync(string? sessionId, long userId, bool used, CancellationToken ct)
    {
        var now = desk.Now;
        if (await gate.FindAsync(desk.Database, sessionId, userId, now, ct) is not { } session) return null;
        var organizations = await OrganizationDirectory.OfUserAsync(desk.Database, userId, now, ct);
        var (idle, longest) = SessionLimits.Strictest(organizations);
        if (SessionGate.IsLapsed(session, idle, longest, now)) return null;
        if (used) gate.Saw(session.Id, now);
        return new LiveSession(session.Id, userId, session.Authentication, session.HasSecondFactor, now - session.AuthenticatedAt <= Recent, idle, longest, organizations) { Preferences = Preferences.Of(await desk.Database.Users.AsNoTracking().SingleAsync(user => user.Id == userId, ct)) };
    }

    /// <summary>Which of the sessions still count; one reading for all open pages of this process.</summary>
    public async Task<IReadOnlySet<string>> StillLiveAsync(IReadOnlyCollection<WatchedSession> watched, CancellationToken ct)
    {
        var now = desk.Now;
        var live = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in watched.Chunk(500))
        {
            var ids = some.Select(session => session.Id).ToList();
            var rows = await desk.Database.Set<UserSession>().AsNoTracking().Where(row => ids.Contains(row.Id) && row.EndedAt == null)
                .Join(desk.Database.Users.Where(user => !user.Disabled), row => row.UserId, user => user.Id, (row, _) => new { row.Id, row.StartedAt, row.LastSeenAt, row.IdleMinutes }).ToDictionaryAsync(row => row.Id, ct);
            foreach (var session in some)
            {
                if (!rows.TryGetValue(session.Id, out var row)) continue;
                var idle = now - gate.LastSeen(row.Id, row.LastSeenAt);
                if (idle <= session.Idle && idle <= TimeSpan.FromMinutes(row.IdleMinutes ?? 1440) && now - row.StartedAt <= session.Longest) live.Add(row.Id);
            }
        }

        return live;
    }

    /// <summary>The session that went on from one that was renewed, however often; null where the person is signed out.</summary>
    public async Task<string?> SuccessorAsync(string sessionId, CancellationToken ct)
    {
        var id = sessionId;
        while (await desk.Database.Set<UserSession>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } row)
        {
            if (row.EndedAt is null) return row.Id;
            if (row.EndedBecause != SessionEnd.Renewed) return null;
            var next = await desk.Database.Set<UserSession>().Where(other => other.Renews == row.Id).Select(other => other.Id).FirstOrDefaultAsync(ct);
            if (next is null) return null;
            id = next;
        }

        return null;
    }

    /// <summary>The person's open sessions, newest use first.</summary>
    public async Task<IReadOnlyList<SessionView>> FindAsync(Visitor visitor, CancellationToken ct)
    {
        var rows = await desk.Database.Set<UserSession>().AsNoTracking().Where(row => row.UserId == visitor.UserId && row.EndedAt == null).ToListAsync(ct);
        var live = new List<SessionView>();
        foreach (var row in rows)
        {
            if (await ReadAsync(row.Id, row.UserId, used: false, ct) is null) continue;
            live.Add(new SessionView(row.Id, row.Kind, Devices.Name(row.UserAgent), row.Ip, row.StartedAt, gate.LastSeen(row.Id, row.LastSeenAt), row.Id == visitor.SessionId));
        }

        return [.. live.OrderByDescending(row => row.IsCurrent).ThenByDescending(row => row.LastSeenAt)];
    }

    /// <summary>Ends one session of the person; false where it is not theirs or has ended.</summary>
    public Task<bool> EndAsync(Visitor visitor, string? sessionId, CancellationToken ct) =>
        desk.WriteAsync(visitor, "auth.end-session", async () =>
        {
            var row = await desk.Database.Set<UserSession>().FirstOrDefaultAsync(row => row.Id == sessionId && row.UserId == visitor.UserId && row.EndedAt == null, ct);
            if (row is null) return false;
            Sessions.End(row, row.Id == visitor.SessionId ? SessionEnd.SignedOut : SessionEnd.Ended, desk.Now);
            return true;
        }, ct);

    /// <summary>Ends every other session of the person.</summary>
    public Task EndOthersAsync(Visitor visitor, CancellationToken ct) =>
        desk.WriteAsync(visitor, "auth.end-session", async () => await Sessions.EndAllAsync(desk, visitor.UserId!.Value, visitor.SessionId, SessionEnd.Ended, ct) >= 0, ct);

    public Task SignOutAsync(Visitor visitor, CancellationToken ct) => EndAsync(visitor, visitor.SessionId, ct);
}

/// <summary>A session that counts now.</summary>
/// <param name="IsRecent">Password or factor was given within the last five minutes.</param>
public sealed record LiveSession(string Id, long UserId, string Authentication, bool HasSecondFactor, bool IsRecent, TimeSpan Idle, TimeSpan Longest, IReadOnlyList<OrganizationOfUser> Organizations)
{
    public Preferences Preferences { get; init; } = Preferences.None;
}

/// <summary>The session of an open page with the limits that hold for it.</summary>
public sealed record WatchedSession(string Id, TimeSpan Idle, TimeSpan Longest);

/// <summary>A session as its owner sees it in the list.</summary>
public sealed record SessionView(string Id, SessionKind Kind, string Device, string? Ip, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsCurrent);

/// <summary>The strictest limits of all organizations a person works in hold for each of the person's sessions.</summary>
internal static class SessionLimits
{
    public static (TimeSpan Idle, TimeSpan Longest) Strictest(IReadOnlyList<OrganizationOfUser> organizations) =>
        organizations.Count == 0
            ? (TimeSpan.FromMinutes(30), TimeSpan.FromHours(12))
            : (TimeSpan.FromMinutes(organizations.Min(row => row.IdleMinutes)), TimeSpan.FromHours(organizations.Min(row => row.SessionHours)));
}
