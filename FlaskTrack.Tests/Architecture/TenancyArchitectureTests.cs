using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Architecture;

/// <summary>The layers of tenancy that nobody can leave out (ASVS 8.4.1).</summary>
public sealed class TenancyArchitectureTests
{
    [Fact]
    public async Task Every_row_of_an_organization_has_the_filter_and_the_token()
    {
        await using var lab = await TestLab.OpenAsync();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));

        var owned = context.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(ITenantOwned))).ToList();

        Assert.NotEmpty(owned);
        Assert.All(owned, type => Assert.NotNull(type.FindDeclaredQueryFilter("Tenant")));
        Assert.All(owned.Where(type => type.ClrType.IsAssignableTo(typeof(TenantRow))), type => Assert.True(type.FindProperty("OrganizationId")!.IsConcurrencyToken, type.Name));
        Assert.All(owned.Where(type => type.ClrType.IsAssignableTo(typeof(GovernedRecord))), type => Assert.NotNull(type.FindDeclaredQueryFilter("Living")));
    }

    [Fact]
    public async Task Every_reference_inside_an_organization_carries_the_organization()
    {
        await using var lab = await TestLab.OpenAsync();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));

        var inside = context.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => key.DeclaringEntityType.ClrType.IsAssignableTo(typeof(ITenantOwned)) && key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(ITenantOwned)));

        Assert.All(inside, key => Assert.Contains(key.Properties, property => property.Name == "OrganizationId"));
    }

    [Fact]
    public void The_database_context_is_out_of_reach_of_the_web()
    {
        Assert.False(typeof(FlaskTrackDbContext).IsPublic);
        var web = Assembly.Load("FlaskTrack.Web");
        Assert.DoesNotContain(web.GetReferencedAssemblies(), name => name.Name is "Microsoft.EntityFrameworkCore" or "Microsoft.EntityFrameworkCore.Relational" or "Microsoft.EntityFrameworkCore.Sqlite");
    }
}
