using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Every permission against every role: the page that says who may do what.</summary>
public sealed record GetRoleMatrix : IQuery<GetRoleMatrix, RoleMatrix>
{
    public static Permission Requires => Permissions.Members.View;
}

/// <summary>The whole table, read from the catalogue the decisions use.</summary>
public sealed record RoleMatrix(IReadOnlyList<RoleColumn> Roles, IReadOnlyList<PermissionRow> Permissions);

/// <summary>One role with the number of its active members.</summary>
public sealed record RoleColumn(Role Role, string Purpose, int Members, int Permissions);

/// <summary>One permission with the roles that hold it.</summary>
public sealed record PermissionRow(string Name, Category Category, Level Needs, Guard Guard, string Meaning, IReadOnlySet<Role> HeldBy);

internal sealed class GetRoleMatrixHandler : IHandler<GetRoleMatrix, RoleMatrix>
{
    public async Task<Result<RoleMatrix>> HandleAsync(GetRoleMatrix operation, OperationContext context, CancellationToken ct)
    {
        var members = await context.Rows<Membership>().AsNoTracking().ToListAsync(ct);
        var counts = members.Where(member => member.IsActiveAt(context.Now)).CountBy(member => member.Role).ToDictionary();
        return new RoleMatrix(
            [.. RoleRules.Offered.Select(role => new RoleColumn(role, RoleRules.Purpose(role), counts.GetValueOrDefault(role), RoleGrants.Of(role).Count))],
            [.. Permissions.All.Select(permission => new PermissionRow(permission.Name, permission.Category, permission.Needs, permission.Guard, permission.Meaning, RoleRules.Offered.Where(role => RoleGrants.Of(role).Contains(permission)).ToHashSet()))]);
    }
}
