using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>One member with what they may do and why.</summary>
public sealed record GetMember(long MemberId) : IQuery<GetMember, MemberView>
{
    public static Permission Requires => Permissions.Members.View;
}

/// <summary>A member's page.</summary>
/// <param name="OwnedRecords">Records the member owns, as far as the caller may read them.</param>
/// <param name="Sessions">Devices the person is signed in on; null for those who may not manage members, except for oneself.</param>
/// <param name="RolesOffered">Roles the caller may give this member, highest first.</param>
public sealed record MemberView(MemberRow Member, IReadOnlyList<EffectivePermission> Permissions, int OwnedRecords, int? Sessions, IReadOnlyList<Role> RolesOffered);

/// <summary>One row of what a member may do, with the sentence that says why or why not.</summary>
public sealed record EffectivePermission(string Name, Category Category, Level Needs, Guard Guard, string Meaning, bool Held, string Why);

internal sealed class GetMemberHandler(SessionGate gate) : IHandler<GetMember, MemberView>
{
    public async Task<Result<MemberView>> HandleAsync(GetMember operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        var row = await MemberReader.OneAsync(member.Id, context, ct);
        var owned = await context.Holdings.CountOwnedByAsync(member.Id, ct);
        var maySee = member.Id == context.Principal.MemberId || context.Principal.Holds(Permissions.Members.Manage);
        var sessions = maySee ? (await MemberSessions.LiveAsync(member.UserId, tracked: false, context, gate, ct)).Count : (int?)null;
        var offered = row.Actions.AssignRole ? RoleRules.GivenBy(context.Principal).Where(role => role != member.Role) : [];
        return new MemberView(row, EffectivePermissions.Of(member, row.Status), owned, sessions, [.. offered]);
    }
}
