using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Access;

/// <summary>A permission that somebody lacks, in words: what it is for, which roles hold it and which can give a role. Roles, never names: not everybody may
/// read who the members are.</summary>
public sealed record MissingRight(string Name, string Meaning, string Holders, string Givers)
{
    /// <summary>Null where the text names no permission; an address can say anything.</summary>
    public static MissingRight? Of(string? name) => Permissions.All.FirstOrDefault(permission => permission.Name == name) is { } missing
        ? new MissingRight(missing.Name, missing.Meaning, Words(missing, "and"), Words(Permissions.Roles.Assign, "or"))
        : null;

    private static string Words(Permission permission, string last)
    {
        var roles = RoleRules.Offered.Where(role => RoleDefinition.BuiltIn(role).Holds(permission)).Select(role => role.ToString()).ToList();
        return roles.Count < 2 ? string.Concat(roles) : $"{string.Join(", ", roles.SkipLast(1))} {last} {roles[^1]}";
    }
}
