using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

public sealed class MemberTests
{
    [Fact]
    public async Task An_edit_is_kept_and_audited_with_what_changed()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var site = await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        var edit = await plant.EditOfAsync(await plant.IdAsync(Role.Scientist));

        var row = await plant.DoAsync(Role.Admin, edit with { DisplayName = "  Leila Øst 🌿 ", JobTitle = "<script>alert(1)</script>", Sites = [site.Id], CanRunPipelines = true });

        Assert.Equal(("Leila Øst 🌿", "<script>alert(1)</script>", true, 2), (row.DisplayName, row.JobTitle, row.CanRunPipelines, row.Version));
        Assert.Equal("NORTH", Assert.Single(row.Sites).ShortCode);
        var written = await plant.LastEventAsync();
        Assert.Equal("members.manage", written.Action);
        Assert.Equal($$"""{"can_run_pipelines":false,"display_name":"Scientist of plant","job_title":null,"sites":[]}""", written.Before);
        Assert.Equal($$"""{"can_run_pipelines":true,"display_name":"Leila Øst 🌿","job_title":"<script>alert(1)</script>","sites":[{{site.Id}}]}""", written.After);
    }

    [Fact]
    public async Task Wrong_values_are_named_at_their_field_and_change_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var edit = await plant.EditOfAsync(await plant.IdAsync(Role.Scientist));
        var now = lab.Clock.GetUtcNow();

        (await plant.RunAsync(Role.Admin, edit with { DisplayName = " " })).ShouldBeWrongAt("display_name");
        (await plant.RunAsync(Role.Admin, edit with { DisplayName = new string('Ö', 121) })).ShouldBeWrongAt("display_name");
        (await plant.RunAsync(Role.Admin, edit with { DisplayName = "Leila\u0000" })).ShouldBeWrongAt("display_name");
        (await plant.RunAsync(Role.Admin, edit with { DisplayName = "Leila\nBcc: x" })).ShouldBeWrongAt("display_name");
        (await plant.RunAsync(Role.Admin, edit with { DisplayName = "Leila \ud83c" })).ShouldBeWrongAt("display_name");
        (await plant.RunAsync(Role.Admin, edit with { JobTitle = new string('x', 121) })).ShouldBeWrongAt("job_title");
        (await plant.RunAsync(Role.Admin, edit with { Sites = [999] })).ShouldBeWrongAt("sites");
        (await plant.RunAsync(Role.Admin, edit with { StartsAt = now.AddDays(9), EndsAt = now.AddDays(8) })).ShouldBeWrongAt("ends_at");
        (await plant.RunAsync(Role.Admin, edit with { EndsAt = now.AddMinutes(-1) })).ShouldBeWrongAt("ends_at");

        Assert.Equal(1, (await plant.MemberAsync(Role.Scientist)).Version);
    }

    [Fact]
    public async Task Right_to_left_names_are_kept_as_they_are()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var row = await plant.DoAsync(Role.Admin, await plant.EditOfAsync(await plant.IdAsync(Role.Viewer)) with { DisplayName = "ليلى حداد" });

        Assert.Equal("ليلى حداد", row.DisplayName);
        Assert.Equal("ليلى حداد", Assert.Single((await plant.DoAsync(Role.Admin, new FindMembers("حداد"))).Rows).DisplayName);
    }

    [Fact]
    public async Task Sites_of_another_organization_are_not_given()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var foreign = await ferment.DoAsync(Role.Owner, new CreateSite("Hall", "HALL"));

        (await plant.RunAsync(Role.Owner, await plant.EditOfAsync(await plant.IdAsync(Role.Viewer)) with { Sites = [foreign.Id] })).ShouldBeWrongAt("sites");
    }

    [Fact]
    public async Task An_admin_limited_to_a_site_gives_no_other()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var north = await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var south = await plant.DoAsync(Role.Owner, new CreateSite("South", "SOUTH"));
        await plant.ChangeAsync(await plant.IdAsync(Role.Admin), row => row.Sites = [north.Id]);
        var edit = await plant.EditOfAsync(await plant.IdAsync(Role.Viewer));

        (await plant.RunAsync(Role.Admin, edit with { Sites = [south.Id] })).ShouldBeWrongAt("sites");
        (await plant.RunAsync(Role.Admin, new InviteMembers(["mina@lab.example"], Role.Viewer))).ShouldBeWrongAt("sites");
        Assert.True((await plant.RunAsync(Role.Admin, edit with { Sites = [north.Id] })).IsOk);
        (await plant.RunAsync(Role.Admin, (await plant.EditOfAsync(edit.MemberId)) with { Sites = [] })).ShouldBeWrongAt("sites");
    }

    /// <summary>MEM-3.</summary>
    [Fact]
    public async Task A_membership_ends_at_its_end_without_a_job_and_starts_at_its_start()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var now = lab.Clock.GetUtcNow();
        await plant.DoAsync(Role.Admin, await plant.EditOfAsync(await plant.IdAsync(Role.Scientist)) with { StartsAt = now.AddDays(1), EndsAt = now.AddDays(2) });

        (await plant.RunAsync(Role.Scientist, new GetMyAccess())).ShouldBeNotFound();
        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await plant.RunAsync(Role.Scientist, new GetMyAccess())).IsOk);
        lab.Clock.Advance(TimeSpan.FromDays(1));
        (await plant.RunAsync(Role.Scientist, new GetMyAccess())).ShouldBeNotFound();
        Assert.Equal(MemberStatus.Expired, Assert.Single((await plant.DoAsync(Role.Admin, new FindMembers(Status: MemberStatus.Expired))).Rows).Status);
    }

    [Fact]
    public async Task A_suspended_member_is_out_at_the_next_operation_and_comes_back_as_before()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Technician);

        await plant.DoAsync(Role.Admin, new SuspendMember(id));
        (await plant.RunAsync(Role.Technician, new GetMyAccess())).ShouldBeNotFound();
        (await plant.RunAsync(Role.Admin, new SuspendMember(id))).ShouldBeNotAllowed();
        await plant.DoAsync(Role.Admin, new ReactivateMember(id));

        Assert.Equal(Role.Technician, (await plant.DoAsync(Role.Technician, new GetMyAccess())).Principal.Role.Base);
        (await plant.RunAsync(Role.Admin, new ReactivateMember(id))).ShouldBeNotAllowed();
        Assert.Equal("""{"status":"active"}""", (await plant.EventsAsync()).Last(e => e.EntityId == id && e.After!.StartsWith("{\"status\"", StringComparison.Ordinal)).After);
    }

    [Fact]
    public async Task Records_of_a_removed_member_need_an_active_member_as_new_owner()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Scientist);
        var suspended = await plant.IdAsync(Role.Viewer);
        await plant.DoAsync(Role.Admin, new SuspendMember(suspended));

        (await plant.RunAsync(Role.Admin, new RemoveMember(id, suspended))).ShouldBeWrongAt("new_owner_id");
        (await plant.RunAsync(Role.Admin, new RemoveMember(id, id))).ShouldBeWrongAt("new_owner_id");
        (await plant.RunAsync(Role.Admin, new RemoveMember(id, 4711))).ShouldBeWrongAt("new_owner_id");
        Assert.Equal("Admin of plant", (await plant.DoAsync(Role.Admin, new RemoveMember(id))).NewOwner.DisplayName);
        (await plant.RunAsync(Role.Admin, new RemoveMember(id))).ShouldBeNotAllowed();
        (await plant.RunAsync(Role.Admin, new AssignRole(id, Role.Viewer))).ShouldBeNotAllowed();
        (await plant.RunAsync(Role.Admin, await plant.EditOfAsync(id) with { JobTitle = "Gone" })).ShouldBeNotAllowed();
    }

    [Fact]
    public async Task A_member_page_says_why_for_every_permission()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var id = await plant.IdAsync(Role.Scientist);

        var seen = await plant.DoAsync(Role.Viewer, new GetMember(id));

        Assert.Equal(Permissions.All.Count, seen.Permissions.Count);
        Assert.All(seen.Permissions, row => Assert.NotEmpty(row.Why));
        Assert.Equal(RoleGrants.Of(Role.Scientist).All.Where(permission => permission.Guard != Guard.Flag).Select(permission => permission.Name).Order(), seen.Permissions.Where(row => row.Held).Select(row => row.Name).Order());
        Assert.Equal("Scientist holds it, but running pipelines is switched off for this member.", seen.Permissions.Single(row => row.Name == "pipelines.run").Why);
        Assert.Equal("Scientist does not hold it. Only Owner does.", seen.Permissions.Single(row => row.Name == "organization.close").Why);
        Assert.Null(seen.Sessions);
        Assert.Equal(0, (await plant.DoAsync(Role.Admin, new GetMember(id))).Sessions);
        await plant.DoAsync(Role.Admin, new SuspendMember(id));
        Assert.DoesNotContain((await plant.DoAsync(Role.Admin, new GetMember(id))).Permissions, row => row.Held);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Viewer)]
    public async Task Actions_are_offered_exactly_where_the_server_allows_them(Role actor)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.AnotherAsync(Role.Owner, "Olga Berg");
        await plant.ChangeAsync(await plant.IdAsync(Role.Auditor), row => row.EndsAt = lab.Clock.GetUtcNow().AddDays(9));
        foreach (var target in PeopleHelpers.Roles)
        {
            var id = await plant.IdAsync(target);
            if (target == actor) continue;
            var actions = (await plant.DoAsync(actor, new GetMember(id))).Member.Actions;
            var edit = await plant.EditOfAsync(id) with { JobTitle = $"Changed by {actor}", Reason = "Because" };

            Assert.Equal(actions.Edit, (await plant.RunAsync(actor, edit)).IsOk);
            Assert.Equal(actions.AssignRole, (await plant.RunAsync(actor, new AssignRole(id, target == Role.Viewer ? Role.Technician : Role.Viewer, Reason: "Because"))).IsOk);
            Assert.Equal(actions.Suspend, (await plant.RunAsync(actor, new SuspendMember(id, "Because"))).IsOk);
            Assert.Equal(actions.Reactivate || actions.Suspend, (await plant.RunAsync(actor, new ReactivateMember(id, "Because"))).IsOk);
            Assert.Equal(actions.AssignOwner, (await plant.RunAsync(actor, new AssignOwner(id, target == Role.Owner ? Role.Admin : Role.Owner, "Because"))).IsOk);
        }
    }
}
