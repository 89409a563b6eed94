using System.Collections.Frozen;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>An unchanging set of permissions.</summary>
public sealed class PermissionSet
{
    private readonly FrozenSet<Permission> set;

    private PermissionSet(IEnumerable<Permission> permissions) => set = permissions.ToFrozenSet();

    public static PermissionSet Of(IEnumerable<Permission> permissions) => new(permissions);

    public int Count => set.Count;

    public bool Contains(Permission permission) => set.Contains(permission);

    public bool IncludesAll(PermissionSet other) => other.set.IsSubsetOf(set);

    /// <summary>True when <paramref name="other"/> holds less than this and nothing else.</summary>
    public bool IsStrictlyAbove(PermissionSet other) => other.set.IsProperSubsetOf(set);

    public IEnumerable<Permission> Except(PermissionSet other) => set.Except(other.set);

    public IEnumerable<Permission> All => set;
}
