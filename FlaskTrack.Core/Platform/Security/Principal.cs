using System.Collections.Immutable;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>Who acts, as the access model sees them: a member of one organization with what its role, sites, groups and scopes give at this instant.</summary>
public sealed record Principal
{
    /// <summary>Membership id inside the organization; owner fields and grants name it.</summary>
    public required long MemberId { get; init; }

    public required RoleDefinition Role { get; init; }

    /// <summary>False for a membership that is not yet started, suspended, expired or removed.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Sites the member is limited to; empty means all.</summary>
    public ImmutableArray<long> Sites { get; init; } = [];

    public bool CanRunPipelines { get; init; }

    /// <summary>Groups the member counts in: its own and every ancestor of them.</summary>
    public ImmutableArray<long> Groups { get; init; } = [];

    /// <summary>Scopes of a token or key that cut the role down; null for a person at a page.</summary>
    public PermissionSet? Scopes { get; init; }

    /// <summary>Projects a service account is limited to; null for everyone else.</summary>
    public ImmutableArray<long>? AllowedProjects { get; init; }

    public bool Holds(Permission permission) =>
        permission == Permissions.Member || (Role.Holds(permission) && (Scopes?.Contains(permission) ?? true));
}
