namespace FlaskTrack.Core.Platform.Tenancy;

/// <summary>A row that belongs to exactly one organization. The model gives every such type its filter, its concurrency token and its guard on
/// write; nobody writes them and nobody can leave them out.</summary>
public interface ITenantOwned
{
    long OrganizationId { get; }
}

/// <summary>A row that no organization owns: people's accounts, sessions, the list of organizations. Read only through operations that say so.</summary>
public interface ISharedReference;

/// <summary>A tenant's row that the access model does not govern, such as a saved view or a site. Handlers may read and write it once the
/// operation's permission is given. A governed record is never plain.</summary>
public interface IPlainRow : ITenantOwned;

/// <summary>Names the tenant-owned type that a key column refers to. The model makes the foreign key composite with the organization, so that the
/// database refuses a link across organizations.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferencesAttribute(Type target) : Attribute
{
    public Type Target { get; } = target;
}
