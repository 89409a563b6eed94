using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>The sign-ins of a member that still count, by the limits of this organization.</summary>
internal static class MemberSessions
{
    public static async Task<List<UserSession>> LiveAsync(long userId, bool tracked, OperationContext context, SessionGate gate, CancellationToken ct)
    {
        var open = context.Shared<UserSession>().Where(row => row.UserId == userId && row.EndedAt == null);
        var rows = await (tracked ? open : open.AsNoTracking()).ToListAsync(ct);
        return [.. rows.Where(row => IsLive(row, context, gate)).OrderByDescending(row => gate.LastSeen(row.Id, row.LastSeenAt))];
    }

    private static bool IsLive(UserSession row, OperationContext context, SessionGate gate)
    {
        if (row.Kind == SessionKind.Api) return row.RefreshTokenExpiresAt > context.Now;
        var idle = context.Now - gate.LastSeen(row.Id, row.LastSeenAt);
        return idle <= TimeSpan.FromMinutes(Math.Min(row.IdleMinutes ?? int.MaxValue, context.Organization.IdleMinutes)) && context.Now - row.StartedAt <= TimeSpan.FromHours(context.Organization.SessionHours);
    }
}
