using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>What a member would gain and lose with another role, before it is given.</summary>
public sealed record PreviewRoleChange(long MemberId, Role Role) : IQuery<PreviewRoleChange, RoleChange>, IValidated, ILooksOnly
{
    public static Permission Requires => Permissions.Roles.Assign;

    public void Validate(FieldErrors errors)
    {
        if (!RoleRules.Offered.Contains(Role)) errors.Add("role", "Choose one of the roles offered.");
    }
}

/// <summary>A role change that was not made yet.</summary>
/// <param name="Refusal">Why the caller cannot make this change; null where it can.</param>
/// <param name="NeedsEnd">The new role asks for an end date that the member does not have.</param>
public sealed record RoleChange(Role From, Role To, IReadOnlyList<PermissionName> Gained, IReadOnlyList<PermissionName> Lost, bool NeedsEnd, string? Refusal);

/// <summary>A permission with its meaning.</summary>
public sealed record PermissionName(string Name, Category Category, string Meaning);

internal sealed class PreviewRoleChangeHandler : IHandler<PreviewRoleChange, RoleChange>
{
    public async Task<Result<RoleChange>> HandleAsync(PreviewRoleChange operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        var (from, to) = (RoleGrants.Of(member.Role), RoleGrants.Of(operation.Role));
        var needsEnd = operation.Role == Role.Auditor && member.EndsAt is null;
        return new RoleChange(member.Role, operation.Role, Names(to.Except(from)), Names(from.Except(to)), needsEnd, await RefusalAsync(member, operation.Role, context, ct));
    }

    private static async Task<string?> RefusalAsync(Membership member, Role role, OperationContext context, CancellationToken ct)
    {
        if (role == member.Role) return $"{member.DisplayName} has this role already.";
        var owners = context.Principal.Holds(Permissions.Roles.AssignOwner) && (member.Role == Role.Owner || role == Role.Owner);
        var problem = owners
            ? await MemberRules.KeepsAnOwnerAsync(member, role == Role.Owner, context, ct)
            : MemberRules.MayActOn(context.Principal, member, null, PreviewRoleChange.Requires) ?? MemberRules.MayGive(context.Principal, role);
        return problem?.Sentence;
    }

    private static IReadOnlyList<PermissionName> Names(IEnumerable<Permission> permissions)
    {
        var set = permissions.ToHashSet();
        return [.. Permissions.All.Where(set.Contains).Select(permission => new PermissionName(permission.Name, permission.Category, permission.Meaning))];
    }
}
