using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Sets version, times and authors on what is about to be saved, from the server's clock.</summary>
internal static class RowStamps
{
    public static void Apply(FlaskTrackDbContext context)
    {
        TouchHolders(context);
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is ITechnicalRow) throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is written by the platform only.");
            if (entry.Entity is Organizations.Organization organization && entry.State == EntityState.Modified) organization.Version++;
            if (entry.Entity is TenantRow row) Stamp(context, row, entry.State);
        }
    }

    /// <summary>A new or removed link is a change of the record that holds it.</summary>
    private static void TouchHolders(FlaskTrackDbContext context)
    {
        var links = context.ChangeTracker.Entries<ILinkRow>().Where(entry => entry.State is EntityState.Added or EntityState.Deleted).Select(entry => entry.Entity).ToList();
        foreach (var link in links)
        {
            var holder = context.ChangeTracker.Entries<TenantRow>().FirstOrDefault(entry => entry.Entity.GetType() == link.HolderType && entry.Entity.Id == link.HolderId && entry.State != EntityState.Detached);
            if (holder is { State: EntityState.Unchanged }) holder.State = EntityState.Modified;
        }
    }

    private static void Stamp(FlaskTrackDbContext context, TenantRow row, EntityState state)
    {
        if (state == EntityState.Added) row.Version = 1;
        if (state == EntityState.Modified) row.Version++;
        if (row is not GovernedRecord record || state == EntityState.Deleted) return;

        var now = context.Scope.Clock.GetUtcNow();
        var member = context.Scope.Audit!.MemberId ?? throw new InvalidOperationException("A record is written by a member.");
        if (state == EntityState.Added)
        {
            record.CreatedAt = now;
            record.CreatedById = member;
            if (record.OwnerId == 0) record.OwnerId = member;
        }

        record.UpdatedAt = now;
        record.UpdatedById = member;
    }
}
