using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Gives a member another role below the caller's own. Owners are made and unmade by <see cref="AssignOwner"/>.</summary>
/// <param name="EndsAt">New end of the membership; null keeps the present one. An auditor has to have one.</param>
public sealed record AssignRole(long MemberId, Role Role, DateTimeOffset? EndsAt = null, string? Reason = null, int? Version = null) : ICommand<AssignRole, MemberRow>, IValidated, IVersioned, IReasoned, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Roles.Assign;

    public void Validate(FieldErrors errors)
    {
        if (!RoleRules.Offered.Contains(Role)) errors.Add("role", "Choose one of the roles offered.");
        errors.Optional("reason", "Reason", Reason, 1000);
    }
}

internal sealed class AssignRoleHandler : IHandler<AssignRole, MemberRow>
{
    public async Task<Result<MemberRow>> HandleAsync(AssignRole operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (member.Role == Role.Owner && context.Principal.Holds(Permissions.Roles.AssignOwner)) return new Problem.NotAllowed("Unmaking an owner is a step of its own that asks for a reason.");
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, AssignRole.Requires) is { } refused) return refused;
        if (MemberRules.MayGive(context.Principal, operation.Role) is { } above) return above;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if (member.Status == MembershipStatus.Removed) return new Problem.NotAllowed($"{member.DisplayName} was removed. Invite them again to bring them back.");
        var end = operation.EndsAt ?? member.EndsAt;
        if (MemberDates.Check(operation.Role, member.StartsAt, end, member.EndsAt, context.Now) is { } wrong) return wrong;
        if (member.Role != operation.Role) context.Notify(MembershipNotices.Role(context, member, operation.Role));
        member.Role = operation.Role;
        member.EndsAt = end;
        await context.SaveAsync(ct);
        return await MemberReader.OneAsync(member.Id, context, ct);
    }
}

/// <summary>Rules of the start and the end of a membership.</summary>
internal static class MemberDates
{
    /// <summary>What is wrong with the dates, at the field; null where nothing is.</summary>
    /// <param name="present">The end as it is now; one that is not changed may lie in the past.</param>
    public static Problem? Check(Role role, DateTimeOffset? startsAt, DateTimeOffset? endsAt, DateTimeOffset? present, DateTimeOffset now)
    {
        if (endsAt is null) return role == Role.Auditor ? FieldErrors.Of("ends_at", "An auditor's access ends by itself. Enter its last day.") : null;
        if (endsAt <= startsAt) return FieldErrors.Of("ends_at", "The end is before the start. Enter a later end.");
        return endsAt != present && endsAt <= now ? FieldErrors.Of("ends_at", "The end is in the past. Enter a later one, or suspend or remove the member.") : null;
    }
}
