using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>What the caller may do and what not, in the words of the catalogue, and who can give more.</summary>
public sealed record GetMyRights : IQuery<GetMyRights, MyRights>
{
    public static Permission Requires => Permissions.Member;
}

/// <param name="Purpose">What the role is for.</param>
/// <param name="Givers">Roles that can give a higher one, the lowest first.</param>
/// <param name="GiverNames">Active members with these roles, as far as the caller may see the list of members.</param>
public sealed record MyRights(Role Role, string Purpose, IReadOnlyList<RightRow> Held, IReadOnlyList<RightRow> Missing, IReadOnlyList<Role> Givers, IReadOnlyList<string> GiverNames);

/// <param name="HeldBy">Roles that hold it, highest first.</param>
public sealed record RightRow(string Name, Category Category, Level Needs, Guard Guard, string Meaning, IReadOnlyList<Role> HeldBy);

internal sealed class GetMyRightsHandler : IHandler<GetMyRights, MyRights>
{
    public async Task<Result<MyRights>> HandleAsync(GetMyRights operation, OperationContext context, CancellationToken ct)
    {
        var role = context.Principal.Role.Base;
        var rows = Permissions.All.Select(permission => (Held: context.Principal.Holds(permission), Row: new RightRow(permission.Name, permission.Category, permission.Needs, permission.Guard, permission.Meaning, [.. RoleRules.Offered.Where(one => RoleGrants.Of(one).Contains(permission))]))).ToList();
        var givers = Enum.GetValues<Role>().Where(one => RoleGrants.Of(one).Contains(Permissions.Roles.Assign) && RoleGrants.Of(one).IsStrictlyAbove(RoleGrants.Of(role))).OrderBy(one => RoleGrants.Of(one).Count).ToArray();
        if (givers.Length == 0) givers = [Role.Owner];
        var members = context.Principal.Holds(Permissions.Members.View) ? await context.Rows<Membership>().AsNoTracking().Where(member => givers.Contains(member.Role)).ToListAsync(ct) : [];
        return new MyRights(
            role, RoleRules.Purpose(role), [.. rows.Where(row => row.Held).Select(row => row.Row)], [.. rows.Where(row => !row.Held).Select(row => row.Row)], givers,
            [.. members.Where(member => member.IsActiveAt(context.Now)).Select(member => member.DisplayName).Order(StringComparer.OrdinalIgnoreCase)]);
    }
}
