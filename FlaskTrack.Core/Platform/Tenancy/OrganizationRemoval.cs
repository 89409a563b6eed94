using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FlaskTrack.Core.Platform.Tenancy;

/// <summary>Takes demo organizations out of the database as wholes, with their events and their people. Made-up history proves nothing to anybody, so it is
/// the one history that can go; an organization that is not marked as a demo at its foundation is never touched.</summary>
internal static class OrganizationRemoval
{
    /// <exception cref="InvalidOperationException">One of the demo's people is a member of another organization.</exception>
    /// <returns>The slugs of what was removed, and the names of the packets' files, which are left to the caller.</returns>
    public static async Task<(IReadOnlyList<string> Slugs, IReadOnlyList<string> Files)> RemoveDemoAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        var demo = await context.Set<Organization>().IgnoreQueryFilters(["Tenant"]).Where(row => row.IsDemo).Select(row => new { row.OrganizationId, row.Slug }).ToListAsync(ct);
        var ids = demo.Select(row => row.OrganizationId).ToArray();
        var files = await context.Set<EvidencePacket>().IgnoreQueryFilters(["Tenant", "Living"]).Where(row => ids.Contains(row.OrganizationId) && row.FileKey != null).Select(row => row.FileKey!).ToListAsync(ct);

        if (await context.Set<Membership>().IgnoreQueryFilters(["Tenant"]).Where(member => !ids.Contains(member.OrganizationId)).Join(context.Set<User>().Where(user => user.IsDemo), member => member.UserId, user => user.Id, (_, user) => user.Email).FirstOrDefaultAsync(ct) is { } guest)
            throw new InvalidOperationException($"{guest} is a member of an organization that is no demo, so the demo's people cannot be removed.");

        // The guards come off and go on again inside the transaction: nobody else ever sees the tables without them.
        await AppendOnly.LiftAsync(context, ct);
        foreach (var table in TenantTables(context.Model))
        {
            foreach (var id in ids) await Sql.ExecuteAsync(context, $"DELETE FROM \"{table}\" WHERE \"OrganizationId\" = @OrganizationId", ct, ("OrganizationId", id));
        }

        await RemovePeopleAsync(context, ct);
        await AppendOnly.ApplyAsync(context, ct);
        await transaction.CommitAsync(ct);
        return ([.. demo.Select(row => row.Slug)], files);
    }

    private static async Task RemovePeopleAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        var people = await context.Set<User>().Where(user => user.IsDemo).Select(user => new { user.Id, user.Email }).ToListAsync(ct);
        var owned = context.Model.GetEntityTypes().Where(type => type.ClrType != typeof(User) && type.FindProperty("UserId") is not null && !type.ClrType.IsAssignableTo(typeof(ITenantOwned))).Select(type => type.GetTableName()!).ToList();
        foreach (var person in people)
        {
            foreach (var table in owned) await Sql.ExecuteAsync(context, $"DELETE FROM \"{table}\" WHERE \"UserId\" = @UserId", ct, ("UserId", person.Id));
            await Sql.ExecuteAsync(context, $"DELETE FROM \"{context.Model.FindEntityType(typeof(OutboxMail))!.GetTableName()}\" WHERE \"To\" = @Email", ct, ("Email", person.Email));
            await Sql.ExecuteAsync(context, $"DELETE FROM \"{context.Model.FindEntityType(typeof(User))!.GetTableName()}\" WHERE \"Id\" = @UserId", ct, ("UserId", person.Id));
        }
    }

    /// <summary>Tables of tenants' rows, those that refer to others before those they refer to; the organization itself last.</summary>
    internal static IReadOnlyList<string> TenantTables(IModel model)
    {
        var left = model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(ITenantOwned))).ToList();
        var order = new List<string>();
        while (left.Count > 0)
        {
            var free = left.Where(type => left.TrueForAll(other => other == type || other.GetForeignKeys().All(key => key.PrincipalEntityType != type))).ToList();
            if (free.Count == 0) throw new InvalidOperationException($"References among {string.Join(", ", left.Select(type => type.ClrType.Name))} go in a circle.");
            order.AddRange(free.Where(type => type.ClrType != typeof(Organization)).Select(type => type.GetTableName()!));
            left.RemoveAll(free.Contains);
        }

        order.Add(model.FindEntityType(typeof(Organization))!.GetTableName()!);
        return order;
    }
}
