using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>Explains each permission of the catalogue for one member, in words.</summary>
internal static class EffectivePermissions
{
    public static IReadOnlyList<EffectivePermission> Of(Membership member, MemberStatus status) =>
        [.. Permissions.All.Select(permission => Explain(permission, member, status))];

    private static EffectivePermission Explain(Permission permission, Membership member, MemberStatus status)
    {
        var role = RoleDefinition.BuiltIn(member.Role);
        var flagged = permission.Guard != Guard.Flag || member.CanRunPipelines;
        var held = status == MemberStatus.Active && role.Holds(permission) && flagged;
        return new EffectivePermission(permission.Name, permission.Category, permission.Needs, permission.Guard, permission.Meaning, held, Why(permission, role, status, flagged));
    }

    private static string Why(Permission permission, RoleDefinition role, MemberStatus status, bool flagged)
    {
        if (!role.Holds(permission)) return $"{role.Name} does not hold it. {Holders(permission)}";
        if (status != MemberStatus.Active) return Inactive(status);
        if (!flagged) return $"{role.Name} holds it, but running pipelines is switched off for this member.";
        var needs = permission.Needs switch
        {
            Level.None => "",
            Level.Read => " On records the member can read.",
            Level.Edit => " On records the member can edit.",
            Level.Share => " On records the member can share.",
            Level.Owner => " On records the member owns.",
            _ => throw new InvalidOperationException($"Level {permission.Needs} has no words."),
        };
        return $"{role.Name} holds it.{needs}{GuardWords(permission.Guard)}";
    }

    private static string GuardWords(Guard guard) => guard switch
    {
        Guard.None => "",
        Guard.Reason => " Asks for a reason.",
        Guard.Sign => " Asks for a signature.",
        Guard.Compliance => " Compliance rules can block it.",
        Guard.Flag => " Running pipelines is switched on for this member.",
        _ => throw new InvalidOperationException($"Guard {guard} has no words."),
    };

    private static string Holders(Permission permission) =>
        RoleRules.Offered.Where(role => RoleGrants.Of(role).Contains(permission)).Select(RoleRules.Words).ToList() switch
        {
            [var one] => $"Only {one} does.",
            var many => $"{string.Join(", ", many[..^1])} and {many[^1]} do.",
        };

    private static string Inactive(MemberStatus status) => status switch
    {
        MemberStatus.NotStarted => "The membership has not started yet.",
        MemberStatus.Suspended => "The membership is suspended.",
        MemberStatus.Expired => "The membership has ended.",
        MemberStatus.Removed => "The member was removed.",
        _ => throw new InvalidOperationException($"Status {status} is active."),
    };
}
