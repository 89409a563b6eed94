namespace FlaskTrack.Core.Platform.Security;

/// <summary>The built-in roles. Owner to Viewer form a ladder; Auditor stands beside it.</summary>
public enum Role
{
    NoAccess,
    Viewer,
    Technician,
    Scientist,
    Admin,
    Owner,
    Auditor,
}

/// <summary>A role as a membership holds it: a built-in one, or a custom one that starts from a built-in one.</summary>
/// <param name="Base">Decides base level and caps, also for a custom role.</param>
public sealed record RoleDefinition(string Name, Role Base, PermissionSet Permissions)
{
    public static RoleDefinition BuiltIn(Role role) => new(role.ToString(), role, RoleGrants.Of(role));

    public bool Holds(Permission permission) => Permissions.Contains(permission);

    /// <summary>The highest level this role can reach on any record that it does not own.</summary>
    public Level Cap => Base switch
    {
        Role.Viewer or Role.Auditor => Level.Read,
        Role.Technician => Level.Edit,
        Role.NoAccess => Level.None,
        Role.Scientist or Role.Admin or Role.Owner => Level.Owner,
        _ => throw new InvalidOperationException($"Role {Base} has no cap."),
    };

    /// <summary>What the role gives on a record that the whole organization may read.</summary>
    public Level BaseLevel => Base switch
    {
        Role.Scientist => Level.Edit,
        Role.Technician or Role.Viewer or Role.Auditor => Level.Read,
        Role.NoAccess => Level.None,
        Role.Admin or Role.Owner => Level.Owner,
        _ => throw new InvalidOperationException($"Role {Base} has no base level."),
    };

    public bool IsAdministrative => Base is Role.Owner or Role.Admin;
}
