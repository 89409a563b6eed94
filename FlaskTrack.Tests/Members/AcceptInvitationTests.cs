using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

public sealed class AcceptInvitationTests
{
    [Fact]
    public async Task Accepting_makes_a_member_with_what_the_invitation_says()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var person = await lab.PersonAsync("Mina Dahl");
        var site = await plant.DoAsync(Role.Owner, new CreateSite("North", "NORTH"));
        var until = lab.Clock.GetUtcNow().AddDays(90);
        var token = await InvitationTests.InviteAsync(plant, (await plant.EmailAsync(person)).ToUpperInvariant(), Role.Auditor, until, [site.Id]);

        var joined = (await lab.RunAsync(Caller.Demo(person, null), new AcceptInvitation(token))).Value;

        Assert.Equal("plant", joined.Slug);
        var member = await plant.MemberAsync(person);
        Assert.Equal((Role.Auditor, MembershipStatus.Active, until, "Mina Dahl"), (member.Role, member.Status, member.EndsAt, member.DisplayName));
        Assert.Equal([site.Id], member.Sites);
        Assert.Equal(await plant.IdAsync(Role.Admin), member.InvitedById);
        var events = (await plant.EventsAsync())[^2..];
        Assert.All(events, e => Assert.Equal(("invitations.accept", "Mina Dahl"), (e.Action, e.ActorName)));
        Assert.Equal(["invitation", "membership"], events.Select(e => e.EntityType!).Order());
        Assert.Equal(Role.Auditor, (await plant.RunAsync(person, new GetMyAccess())).Value.Principal.Role.Base);
    }

    /// <summary>INV-2.</summary>
    [Fact]
    public async Task Somebody_with_another_address_is_refused_and_nothing_changes()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var invited = await lab.PersonAsync("Mina Dahl");
        var other = await lab.PersonAsync("Otto Falk");
        var token = await InvitationTests.InviteAsync(plant, await plant.EmailAsync(invited), Role.Scientist);
        var before = (await plant.EventsAsync()).Count;

        (await lab.RunAsync(Caller.Demo(other, null), new AcceptInvitation(token))).ShouldBeNotAllowed();

        Assert.Equal(before, (await plant.EventsAsync()).Count);
        Assert.False(await plant.ReadAsync(context => context.Set<Membership>().AnyAsync(row => row.UserId == other || row.UserId == invited)));
        Assert.True((await lab.RunAsync(Caller.Demo(invited, null), new AcceptInvitation(token))).IsOk);
    }

    [Fact]
    public async Task Accepting_needs_a_sign_in()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var token = await InvitationTests.InviteAsync(plant, "mina@lab.example", Role.Viewer);

        Assert.Equal(DenialCode.Unauthenticated, (await lab.RunAsync(Caller.Anonymous, new AcceptInvitation(token))).ShouldBeRefused().Code);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("expired")]
    public async Task A_former_member_comes_back_as_the_same_person_without_former_rights(string how)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (person, id) = await plant.AnotherAsync(Role.Scientist, "Mina Dahl");
        await plant.ChangeAsync(id, row => row.CanRunPipelines = true);
        if (how == "removed") await plant.DoAsync(Role.Admin, new RemoveMember(id));
        else await plant.ChangeAsync(id, row => row.EndsAt = lab.Clock.GetUtcNow());
        (await plant.RunAsync(person, new GetMyAccess())).ShouldBeNotFound();
        var token = await InvitationTests.InviteAsync(plant, await plant.EmailAsync(person), Role.Viewer);

        Assert.True((await lab.RunAsync(Caller.Demo(person, null), new AcceptInvitation(token))).IsOk);

        var member = await plant.MemberAsync(person);
        Assert.Equal((id, Role.Viewer, MembershipStatus.Active, null, false), (member.Id, member.Role, member.Status, member.EndsAt, member.CanRunPipelines));
        Assert.True((await plant.RunAsync(person, new GetMyAccess())).IsOk);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_present_or_suspended_member_gains_nothing_by_an_old_invitation(bool suspended)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var person = await lab.PersonAsync("Mina Dahl");
        var token = await InvitationTests.InviteAsync(plant, await plant.EmailAsync(person), Role.Scientist);
        await plant.WriteAsync(context => context.Add(new Membership { UserId = person, Role = Role.Viewer, DisplayName = "Mina Dahl", Status = suspended ? MembershipStatus.Suspended : MembershipStatus.Active, JoinedAt = lab.Clock.GetUtcNow() }));

        (await lab.RunAsync(Caller.Demo(person, null), new AcceptInvitation(token))).ShouldBeNotAllowed();

        Assert.Equal(Role.Viewer, (await plant.MemberAsync(person)).Role);
    }

    [Fact]
    public async Task A_link_pressed_many_times_at_once_makes_one_member()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var person = await lab.PersonAsync("Mina Dahl");
        var token = await InvitationTests.InviteAsync(plant, await plant.EmailAsync(person), Role.Scientist);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => lab.RunAsync(Caller.Demo(person, null), new AcceptInvitation(token)))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => result.ShouldBeNotFound());
    }

    [Fact]
    public async Task Declining_needs_no_account_and_is_written_down()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var token = await InvitationTests.InviteAsync(plant, "mina@lab.example", Role.Viewer);

        Assert.True((await lab.RunAsync(Caller.Anonymous, new DeclineInvitation(token))).IsOk);

        var written = await plant.LastEventAsync();
        Assert.Equal(("invitations.decline", "anonymous", """{"state":"declined"}"""), (written.Action, written.ActorKind, written.After));
        Assert.Equal(InvitationStatus.Declined, Assert.Single(await plant.DoAsync(Role.Admin, new FindInvitations(All: true))).Status);
    }
}
