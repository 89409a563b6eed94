using System.Collections.Concurrent;
using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Turns what the change tracker is about to save into audit events. No handler calls it and no entity can opt out.</summary>
internal static class ChangeCollector
{
    private static readonly HashSet<string> Technical = ["Id", "OrganizationId", "Version", "CreatedAt", "CreatedById", "UpdatedAt", "UpdatedById", "SearchText", "NameKey", "PlaceKey"];
    private static readonly ConcurrentDictionary<IReadOnlyProperty, bool> Secret = new();

    /// <summary>Takes the values before saving; <see cref="Change.ToPending"/> reads keys after it, when the database has made them.</summary>
    public static IReadOnlyList<Change> Collect(FlaskTrackDbContext context)
    {
        var changes = new List<Change>();
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not ILinkRow)
                changes.Add(Collect(entry, context));
        }

        return changes;
    }

    private static Change Collect(EntityEntry entry, FlaskTrackDbContext context)
    {
        var before = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        var after = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in entry.Properties)
        {
            if (Technical.Contains(property.Metadata.Name) || property.Metadata.IsPrimaryKey()) continue;
            if (entry.State == EntityState.Modified && (!property.IsModified || AuditValue.Same(property.OriginalValue, property.CurrentValue))) continue;
            var name = SnakeCase.Of(property.Metadata.Name);
            var secret = IsSecret(property.Metadata);
            if (entry.State != EntityState.Added) before[name] = secret ? AuditValue.Hidden(property.OriginalValue) : AuditValue.Of(property.OriginalValue);
            if (entry.State != EntityState.Deleted) after[name] = secret ? AuditValue.Hidden(property.CurrentValue) : AuditValue.Of(property.CurrentValue);
        }

        if (entry.Entity is TenantRow row) AddLinks(entry.State, row, context, before, after);
        return new Change(entry.Entity, entry.State, before, after);
    }

    private static void AddLinks(EntityState state, TenantRow holder, FlaskTrackDbContext context, SortedDictionary<string, object?> before, SortedDictionary<string, object?> after)
    {
        var links = context.ChangeTracker.Entries<ILinkRow>()
            .Where(link => link.Entity.HolderType == holder.GetType() && (ReferenceEquals(link.Navigations.FirstOrDefault(n => n.Metadata.Name == "Holder")?.CurrentValue, holder) || (holder.Id > 0 && link.Entity.HolderId == holder.Id)))
            .GroupBy(link => link.Entity.AuditMember);
        foreach (var member in links)
        {
            if (member.All(link => link.State == EntityState.Unchanged)) continue;
            if (state != EntityState.Added) before[member.Key] = member.Where(link => link.State is EntityState.Unchanged or EntityState.Deleted).Select(link => link.Entity.TargetCode).Order(StringComparer.Ordinal).ToArray();
            after[member.Key] = member.Where(link => link.State is EntityState.Unchanged or EntityState.Added).Select(link => link.Entity.TargetCode).Order(StringComparer.Ordinal).ToArray();
        }
    }

    /// <summary>SECURITY: secrets never reach the log: marked members, and by name hashes, tokens and stamps.</summary>
    private static bool IsSecret(IReadOnlyProperty property) => Secret.GetOrAdd(property, static p =>
        p.PropertyInfo?.GetCustomAttribute<SensitiveAttribute>() is not null
        || p.Name.Contains("Hash", StringComparison.Ordinal)
        || p.Name.Contains("Token", StringComparison.Ordinal)
        || p.Name.Contains("Secret", StringComparison.Ordinal)
        || p.Name.Contains("Stamp", StringComparison.Ordinal));
}

/// <summary>One entity's change with its values as they were and as they are.</summary>
internal sealed record Change(object Entity, EntityState State, SortedDictionary<string, object?> Before, SortedDictionary<string, object?> After)
{
    public PendingEvent ToPending()
    {
        var type = SnakeCase.Of(Entity.GetType().Name);
        var (id, code, label, version) = Entity switch
        {
            TenantRow row => (row.Id, row.AuditCode, row.AuditLabel, (int?)row.Version),
            Organizations.Organization organization => (organization.OrganizationId, organization.Slug, organization.Name, organization.Version),
            _ => throw new InvalidOperationException($"{Entity.GetType().Name} has no audit identity."),
        };
        return new PendingEvent(null, type, id, code, label, version, State == EntityState.Added ? null : AuditValue.Json(Before), State == EntityState.Deleted ? null : AuditValue.Json(After));
    }
}
