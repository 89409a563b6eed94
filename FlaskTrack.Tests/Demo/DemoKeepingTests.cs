using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Demo;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Demo;

/// <summary>The demo is there as a whole or not at all, and goes as a whole.</summary>
public sealed class DemoKeepingTests
{
    [Fact]
    public async Task What_an_interrupted_start_left_is_found_and_removed_and_nothing_else()
    {
        await using var lab = await TestLab.OpenAsync();
        var real = await lab.OrganizationAsync("nordhavn");
        await real.SampleAsync();
        var before = (await real.EventsAsync()).Count;
        var demo = lab.Services.GetRequiredService<DemoInstallation>();
        Assert.Equal(DemoState.Missing, await demo.FindAsync(default));
        using var stop = new CancellationTokenSource();

        var making = Task.Run(() => demo.MakeAsync(AccountLab.Password, ct: stop.Token));
        while (await lab.ReadAsync(context => context.Set<Organization>().IgnoreQueryFilters().CountAsync(row => row.IsDemo)) < 2) await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Equal(DemoState.Interrupted, await demo.FindAsync(default));

        Assert.Contains("plant", await demo.RemoveAsync(default));

        Assert.Equal(DemoState.Missing, await demo.FindAsync(default));
        Assert.Equal([real.Id], await lab.ReadAsync(context => context.Set<Organization>().IgnoreQueryFilters().Select(row => row.OrganizationId).ToListAsync()));
        Assert.Equal(before, (await real.EventsAsync()).Count);
        Assert.False(await lab.ReadAsync(context => context.Users.AnyAsync(user => user.IsDemo)));
        Assert.Equal([real.Id], await lab.ReadAsync(context => context.Set<AuditEvent>().IgnoreQueryFilters().Select(row => row.OrganizationId).Distinct().ToListAsync()));
        Assert.Empty(await lab.Services.GetRequiredService<InstallationWork>().VerifyChainsAsync(default));
    }

    [Fact]
    public async Task After_a_removal_the_log_refuses_changes_as_before()
    {
        await using var lab = await TestLab.OpenAsync();
        var real = await lab.OrganizationAsync("nordhavn");
        await lab.Services.GetRequiredService<DemoInstallation>().RemoveAsync(default);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => real.ReadAsync(context => Sql.ExecuteAsync(context, "DELETE FROM \"AuditEvents\" WHERE \"Sequence\" = 1", default)));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_password_takes_the_place_of_the_first()
    {
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new DemoMode(IsOn: true)));
        var demo = lab.Services.GetRequiredService<DemoInstallation>();
        await demo.MakeAsync(AccountLab.Password);
        Assert.Equal(DemoState.Made, await demo.FindAsync(default));

        var changed = await demo.SetPasswordAsync("a longer demo password 2");

        Assert.Equal(DemoInstallation.SignIns.Count, changed);
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync("viewer@plant.example", "a longer demo password 2"));
        Assert.IsNotType<SignInOutcome.SignedIn>(await lab.SignInAsync("viewer@plant.example"));
        Assert.Equal(0, await demo.SetPasswordAsync("a longer demo password 2"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => demo.SetPasswordAsync("short"));
        Assert.Equal(["ferment", "plant"], (await demo.RemoveAsync(default)).Order(StringComparer.Ordinal));
        Assert.Equal(DemoState.Missing, await demo.FindAsync(default));
    }

    [Fact]
    public async Task Every_table_of_a_tenant_is_emptied_before_those_it_refers_to()
    {
        await using var lab = await TestLab.OpenAsync();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));

        var order = OrganizationRemoval.TenantTables(context.Model);

        Assert.Equal(context.Model.GetEntityTypes().Count(type => type.ClrType.IsAssignableTo(typeof(ITenantOwned))), order.Count);
        Assert.Equal("Organizations", order[^1]);
    }
}
