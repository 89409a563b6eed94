using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Where a member is signed in, for those who may end it: everybody below the caller, and the caller's own.</summary>
public sealed record FindMemberSessions(long MemberId) : IQuery<FindMemberSessions, IReadOnlyList<MemberSession>>, ILooksOnly
{
    public static Permission Requires => Permissions.Members.Manage;
}

/// <summary>A sign-in of a member on one device.</summary>
/// <param name="Device">Such as "Firefox on Windows".</param>
/// <param name="Authentication">How the person proved who they are, such as <c>password+totp</c>.</param>
/// <param name="IsCurrent">It is the one through which the caller acts.</param>
public sealed record MemberSession(string Id, SessionKind Kind, string Device, string? Ip, string Authentication, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsCurrent);

internal sealed class FindMemberSessionsHandler(SessionGate gate) : IHandler<FindMemberSessions, IReadOnlyList<MemberSession>>
{
    public async Task<Result<IReadOnlyList<MemberSession>>> HandleAsync(FindMemberSessions operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (member.Id != context.Principal.MemberId && MemberRules.MayActOn(context.Principal, member, "Looking", FindMemberSessions.Requires) is { } refused) return refused;
        var rows = await MemberSessions.LiveAsync(member.UserId, tracked: false, context, gate, ct);
        return rows.ConvertAll(row => new MemberSession(row.Id, row.Kind, Devices.Name(row.UserAgent), row.Ip, row.Authentication, row.StartedAt, gate.LastSeen(row.Id, row.LastSeenAt), row.Id == context.Session?.Id));
    }
}
