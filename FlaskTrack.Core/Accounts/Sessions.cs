using System.Security.Cryptography;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Makes, renews and ends session rows inside the desk's transaction.</summary>
internal static class Sessions
{
    public static StartedSession Start(AccountDesk desk, User user, string authentication, Visitor visitor, SessionKind kind)
    {
        var now = desk.Now;
        var row = new UserSession
        {
            Id = NewId(),
            UserId = user.Id,
            Kind = kind,
            Authentication = authentication,
            StartedAt = now,
            LastSeenAt = now,
            AuthenticatedAt = now,
            Ip = visitor.Ip is { Length: > 64 } ip ? ip[..64] : visitor.Ip,
            IdleMinutes = visitor.SharedDevice ? 5 : null,
            UserAgent = visitor.UserAgent is { Length: > 400 } agent ? agent[..400] : visitor.UserAgent,
        };
        desk.Database.Add(row);
        return new StartedSession(row.Id, row.UserId, row.Authentication);
    }

    /// <summary>The visitor's session under a new id (ASVS 7.2.4), with its beginning and so its absolute limit unchanged.</summary>
    public static async Task<StartedSession?> RenewAsync(AccountDesk desk, Visitor visitor, string? authentication, bool authenticated, CancellationToken ct)
    {
        var old = await desk.Database.Set<UserSession>().FirstOrDefaultAsync(row => row.Id == visitor.SessionId && row.UserId == visitor.UserId && row.EndedAt == null, ct);
        if (old is null) return null;
        var now = desk.Now;
        var renewed = new UserSession
        {
            Id = NewId(),
            UserId = old.UserId,
            Kind = old.Kind,
            Authentication = authentication ?? old.Authentication,
            StartedAt = old.StartedAt,
            LastSeenAt = now,
            AuthenticatedAt = authenticated ? now : old.AuthenticatedAt,
            Ip = visitor.Ip ?? old.Ip,
            UserAgent = old.UserAgent,
            IdleMinutes = old.IdleMinutes,
            Renews = old.Id,
        };
        old.EndedAt = now;
        old.EndedBecause = SessionEnd.Renewed;
        desk.Database.Add(renewed);
        return new StartedSession(renewed.Id, renewed.UserId, renewed.Authentication);
    }

    /// <summary>Ends every open session of the person but the one to keep.</summary>
    public static async Task<int> EndAllAsync(AccountDesk desk, long userId, string? keep, SessionEnd because, CancellationToken ct)
    {
        var open = await desk.Database.Set<UserSession>().Where(row => row.UserId == userId && row.EndedAt == null && row.Id != keep).ToListAsync(ct);
        foreach (var row in open) End(row, because, desk.Now);
        return open.Count;
    }

    public static void End(UserSession row, SessionEnd because, DateTimeOffset now)
    {
        row.EndedAt = now;
        row.EndedBecause = because;
        row.AccessTokenHash = null;
        row.RefreshTokenHash = null;
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
