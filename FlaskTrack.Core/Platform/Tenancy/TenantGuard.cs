using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FlaskTrack.Core.Platform.Tenancy;

/// <summary>Stamps new rows with the context's organization and refuses rows of another one.</summary>
internal static class TenantGuard
{
    /// <summary>Checks every pending change.</summary>
    /// <exception cref="TenantViolationException">A row belongs to another organization, or the context has none.</exception>
    public static void Check(FlaskTrackDbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<ITenantOwned>())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached) continue;
            Check(context.OrganizationId, entry);
        }
    }

    private static void Check(long organizationId, EntityEntry<ITenantOwned> entry)
    {
        // TENANT: a row is written in the organization of the operation or not at all.
        var property = entry.Property(nameof(ITenantOwned.OrganizationId));
        if (organizationId == 0) throw new TenantViolationException($"{entry.Metadata.ClrType.Name} was written without an organization.");
        if (entry.State == EntityState.Added && (long)property.CurrentValue! == 0) property.CurrentValue = organizationId;
        if ((long)property.CurrentValue! != organizationId || (entry.State != EntityState.Added && (long)property.OriginalValue! != organizationId))
            throw new TenantViolationException($"{entry.Metadata.ClrType.Name} of another organization was written.");
    }
}

/// <summary>A change would have crossed from one organization to another. Always a fault of the program, never of the person using it.</summary>
public sealed class TenantViolationException(string message) : InvalidOperationException(message);
