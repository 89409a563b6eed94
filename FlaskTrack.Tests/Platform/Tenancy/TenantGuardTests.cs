using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Platform.Tenancy;

public sealed class TenantGuardTests
{
    [Fact]
    public async Task A_row_of_another_organization_cannot_be_written()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");

        await Assert.ThrowsAsync<TenantViolationException>(() => plant.WriteAsync(context =>
        {
            var site = new Site { Name = "Elsewhere", ShortCode = "ELSE" };
            context.Add(site);
            context.Entry(site).Property(row => row.OrganizationId).CurrentValue = ferment.Id;
        }));
    }

    [Fact]
    public async Task Attaching_a_made_up_row_with_another_organizations_key_changes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        await ferment.WriteAsync(context => context.Add(new Site { Name = "Fermentation hall", ShortCode = "FERM" }));
        var theirs = await ferment.ReadAsync(context => context.Set<Site>().SingleAsync());

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => plant.WriteAsync(context =>
        {
            var fake = new Site { Name = "Moved", ShortCode = "FERM" };
            var entry = context.Entry(fake);
            entry.Property(row => row.Id).CurrentValue = theirs.Id;
            entry.Property(row => row.OrganizationId).CurrentValue = plant.Id;
            entry.Property(row => row.Version).CurrentValue = theirs.Version;
            entry.State = EntityState.Modified;
        }));

        Assert.Equal("Fermentation hall", (await ferment.ReadAsync(context => context.Set<Site>().SingleAsync())).Name);
    }

    [Fact]
    public async Task Rows_of_another_organization_are_not_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        await ferment.WriteAsync(context => context.Add(new Site { Name = "Fermentation hall", ShortCode = "FERM" }));

        Assert.Empty(await plant.ReadAsync(context => context.Set<Site>().ToListAsync()));
    }

    [Fact]
    public async Task Saving_without_an_audit_scope_throws()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        context.Enter(plant.Id, plant.Slug);
        context.Add(new Site { Name = "Quiet", ShortCode = "QUI" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    [Theory]
    [Trait("assurance", "P11-10e-5")]
    [InlineData("UPDATE \"AuditEvents\" SET \"ActorName\" = 'Somebody else' WHERE \"Sequence\" = 1")]
    [InlineData("DELETE FROM \"AuditEvents\" WHERE \"Sequence\" = 1")]
    public async Task The_database_refuses_to_change_the_audit_log(string statement)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");

        await plant.ReadAsync(async context =>
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Sql.ExecuteAsync(context, statement, default));
            return true;
        });
    }
}
