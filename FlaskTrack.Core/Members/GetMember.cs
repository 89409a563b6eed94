using FlaskTrack.Core.Accounts;
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
public sealed record MemberView(MemberRow Member, IReadOnlyList<EffectivePermission> Permissions, int OwnedRecords, int? Sessions, IReadOnlyList<Role> RolesOffered)
{
    /// <summary>Whether the caller may reset the member's second factor, and there is one.</summary>
    public bool MayResetFactor { get; init; }

    /// <summary>Until when a reset that was started here waits for the person's other organizations; null where none does.</summary>
    public DateTimeOffset? ResetWaitsUntil { get; init; }
}

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
        return new MemberView(row, EffectivePermissions.Of(member, row.Status), owned, sessions, [.. offered])
        {
            MayResetFactor = row.Actions.Edit && member.Id != context.Principal.MemberId && member.IsActiveAt(context.Now) && await HasFactorAsync(member, context, ct),
            ResetWaitsUntil = row.Actions.Edit ? await WaitsAsync(member, context, ct) : null,
        };
    }

    private static async Task<bool> HasFactorAsync(Membership member, OperationContext context, CancellationToken ct)
    {
        var factors = context.FactorsOf(member.UserId);
        await factors.LoadAsync(ct);
        return await factors.AnyAsync(ct);
    }

    private static async Task<DateTimeOffset?> WaitsAsync(Membership member, OperationContext context, CancellationToken ct)
    {
        var now = context.Now;
        var last = await context.Shared<User>().Where(user => user.Id == member.UserId).Select(user => user.FactorsResetAt).SingleAsync(ct);
        return await context.Rows<FactorReset>().AsNoTracking().Where(row => row.MemberId == member.Id && row.Until > now && (last == null || row.StartedAt > last)).MaxAsync(row => (DateTimeOffset?)row.Until, ct);
    }
}
