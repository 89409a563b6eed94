using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Members;

public sealed class RoleAssignmentTests
{
    private static readonly DateTimeOffset End = new(2027, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>MEM-4.</summary>
    [Theory]
    [InlineData(Role.Owner, false)]
    [InlineData(Role.Admin, false)]
    [InlineData(Role.Scientist, true)]
    [InlineData(Role.Technician, true)]
    [InlineData(Role.Auditor, true)]
    public async Task An_admin_gives_roles_below_its_own_only(Role role, bool allowed)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Viewer);

        var result = await plant.RunAsync(Role.Admin, new AssignRole(id, role, role == Role.Auditor ? End : null));

        Assert.Equal(allowed ? role : Role.Viewer, (await plant.MemberAsync(plant.UserOf(Role.Viewer))).Role);
        if (!allowed) Assert.Equal("roles.assign-owner", result.ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task An_owner_can_make_an_admin_but_makes_an_owner_only_on_purpose()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Viewer);

        Assert.Equal(Role.Admin, (await plant.DoAsync(Role.Owner, new AssignRole(id, Role.Admin))).Role);
        (await plant.RunAsync(Role.Owner, new AssignRole(id, Role.Owner, Reason: "Takes over"))).ShouldBeNotAllowed();
        (await plant.RunAsync(Role.Owner, new AssignRole(await plant.IdAsync(Role.Owner), Role.Admin, Reason: "Steps back"))).ShouldBeNotAllowed();
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Owner)]
    public async Task Nobody_raises_or_changes_their_own_role(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.AnotherAsync(Role.Owner, "Olga Berg");
        var id = await plant.IdAsync(role);

        foreach (var wanted in PeopleHelpers.Roles.Where(other => other != role))
            Assert.False((await plant.RunAsync(role, new AssignRole(id, wanted, End, "Mine"))).IsOk);

        Assert.Equal(role, (await plant.MemberAsync(role)).Role);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    public async Task An_admin_touches_nobody_whose_role_is_not_below(Role target)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (_, id) = await plant.AnotherAsync(target, "Nils Aas");
        var edit = await plant.EditOfAsync(id) with { Reason = "Because" };

        (await plant.RunAsync(Role.Admin, new AssignRole(id, Role.Viewer, Reason: "Because"))).ShouldBeRefused();
        (await plant.RunAsync(Role.Admin, edit with { JobTitle = "Guest" })).ShouldBeRefused();
        (await plant.RunAsync(Role.Admin, new SuspendMember(id, "Because"))).ShouldBeRefused();
        (await plant.RunAsync(Role.Admin, new RemoveMember(id, Reason: "Because"))).ShouldBeRefused();
        await plant.ChangeAsync(id, row => row.Status = MembershipStatus.Suspended);
        (await plant.RunAsync(Role.Admin, new ReactivateMember(id, "Because"))).ShouldBeRefused();
        Assert.Contains("denied", (await plant.LastEventAsync()).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_acts_on_another_owner_with_a_reason_only()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (_, id) = await plant.AnotherAsync(Role.Owner, "Olga Berg");

        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new SuspendMember(id, "  "))).ShouldBeRefused().Code);
        Assert.Equal(MemberStatus.Suspended, (await plant.DoAsync(Role.Owner, new SuspendMember(id, "On leave"))).Status);
        Assert.Equal("On leave", (await plant.LastEventAsync()).Reason);
    }

    [Fact]
    public async Task Making_an_owner_needs_a_reason_and_is_audited_with_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Scientist);

        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new AssignOwner(id, Role.Owner, " "))).ShouldBeRefused().Code);
        await plant.DoAsync(Role.Owner, new AssignOwner(id, Role.Owner, "Deputy head"));

        var written = await plant.LastEventAsync();
        Assert.Equal("roles.assign-owner", written.Action);
        Assert.Equal("""{"role":"scientist"}""", written.Before);
        Assert.Equal("""{"role":"owner"}""", written.After);
        Assert.Equal("Deputy head", written.Reason);
        Assert.Equal("owner", written.ActorRole);
    }

    [Fact]
    public async Task Making_an_owner_asks_for_a_recent_confirmation_of_who_one_is()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Scientist);
        var now = lab.Clock.GetUtcNow();
        await plant.WriteAsync(context => context.Add(new UserSession { Id = "5f0e", UserId = plant.UserOf(Role.Owner), Authentication = "password+totp", StartedAt = now, LastSeenAt = now, AuthenticatedAt = now.AddMinutes(-6) }));
        var caller = new Caller { UserId = plant.UserOf(Role.Owner), SessionId = "5f0e", Organization = plant.Slug, Channel = "ui" };

        var result = await lab.RunAsync(caller, new AssignOwner(id, Role.Owner, "Deputy head"));

        Assert.Equal("recent_authentication", result.ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task Only_an_active_member_is_made_an_owner()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Viewer);
        await plant.DoAsync(Role.Owner, new SuspendMember(id));

        Assert.Contains("not active", (await plant.RunAsync(Role.Owner, new AssignOwner(id, Role.Owner, "Deputy"))).ShouldBeNotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_needs_an_end_date()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Viewer);

        (await plant.RunAsync(Role.Admin, new AssignRole(id, Role.Auditor))).ShouldBeWrongAt("ends_at");
        (await plant.RunAsync(Role.Admin, new AssignRole(id, Role.Auditor, lab.Clock.GetUtcNow().AddDays(-1)))).ShouldBeWrongAt("ends_at");
        Assert.Equal(End, (await plant.DoAsync(Role.Admin, new AssignRole(id, Role.Auditor, End))).EndsAt);
        (await plant.RunAsync(Role.Admin, await plant.EditOfAsync(id) with { EndsAt = null })).ShouldBeWrongAt("ends_at");
    }

    [Fact]
    public async Task A_role_change_is_audited_with_before_and_after_and_counts_at_the_next_operation()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        await plant.DoAsync(Role.Admin, new AssignRole(await plant.IdAsync(Role.Scientist), Role.Viewer));

        var written = await plant.LastEventAsync();
        Assert.Equal(("roles.assign", "membership", "Scientist of plant"), (written.Action, written.EntityType, written.EntityLabel));
        Assert.Equal(("""{"role":"scientist"}""", """{"role":"viewer"}"""), (written.Before, written.After));
        Assert.Equal(Role.Viewer, (await plant.DoAsync(Role.Scientist, new GetMyAccess())).Principal.Role.Base);
    }

    [Fact]
    public async Task A_preview_shows_what_is_gained_and_lost_and_writes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Technician);
        var before = (await plant.EventsAsync()).Count;

        var up = await plant.DoAsync(Role.Admin, new PreviewRoleChange(id, Role.Scientist));
        var aside = await plant.DoAsync(Role.Admin, new PreviewRoleChange(id, Role.Auditor));
        var above = await plant.DoAsync(Role.Admin, new PreviewRoleChange(id, Role.Admin));

        Assert.Contains(up.Gained, permission => permission.Name == "samples.edit");
        Assert.Empty(up.Lost);
        Assert.Null(up.Refusal);
        Assert.Contains(aside.Lost, permission => permission.Name == "executions.start");
        Assert.True(aside.NeedsEnd);
        Assert.NotNull(above.Refusal);
        Assert.Equal(before, (await plant.EventsAsync()).Count);
    }

    [Fact]
    public async Task A_token_gives_no_role_beyond_its_scopes()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var caller = plant.As(Role.Owner) with { Scopes = PermissionSet.Of([Permissions.Roles.Assign, Permissions.Members.View]) };

        (await lab.RunAsync(caller, new AssignRole(await plant.IdAsync(Role.Viewer), Role.Scientist))).ShouldBeRefused();
    }

    [Fact]
    public async Task A_stale_version_overwrites_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Viewer);
        await plant.DoAsync(Role.Admin, new AssignRole(id, Role.Technician, Version: 1));

        (await plant.RunAsync(Role.Admin, new AssignRole(id, Role.Scientist, Version: 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Owner, new AssignOwner(id, Role.Owner, "Deputy", Version: 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Admin, new SuspendMember(id, Version: 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Admin, new RemoveMember(id, Version: 1))).ShouldBeStale();
        (await plant.RunAsync(Role.Admin, await plant.EditOfAsync(id) with { JobTitle = "X", Version = 1 })).ShouldBeStale();
    }
}
