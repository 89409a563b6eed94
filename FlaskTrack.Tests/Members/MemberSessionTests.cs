using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

/// <summary>An admin ends sign-ins of members, in the own organization only.</summary>
[Trait("assurance", "S16")]
public sealed class MemberSessionTests
{
    [Fact]
    public async Task An_admin_sees_where_a_member_is_signed_in_and_ends_one_or_all()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        var laptop = await plant.SignedInAsync(member);
        var tablet = await plant.SignedInAsync(member, "Mozilla/5.0 (iPad) Safari/605");

        var rows = await plant.DoAsync(Role.Admin, new FindMemberSessions(member));
        Assert.Equal(["Firefox on Windows", "Safari on iPad"], rows.Select(row => row.Device).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(("203.0.113.9", "password"), (row.Ip, row.Authentication)));

        Assert.Equal(1, (await plant.DoAsync(Role.Admin, new EndMemberSessions(member, tablet, "Tablet was lost"))).Count);
        Assert.Equal(laptop, Assert.Single(await plant.DoAsync(Role.Admin, new FindMemberSessions(member))).Id);
        Assert.Equal(1, (await plant.DoAsync(Role.Admin, new EndMemberSessions(member))).Count);

        Assert.Empty(await plant.DoAsync(Role.Admin, new FindMemberSessions(member)));
        var ended = await lab.ReadAsync(context => context.Set<UserSession>().Where(row => row.UserId == user).ToListAsync());
        Assert.All(ended, row => Assert.Equal(SessionEnd.EndedByAdmin, row.EndedBecause));
        Assert.Contains("signed in nowhere", (await plant.RunAsync(Role.Admin, new EndMemberSessions(member))).ShouldBeNotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_a_session_names_the_admin_and_tells_the_person()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await plant.SignedInAsync(member);

        await plant.DoAsync(Role.Admin, new EndMemberSessions(member, Reason: "Left the lab"));

        var written = (await plant.EventsAsync()).Last(e => e.Action == "auth.end-session");
        Assert.Equal(("Admin of plant", "admin", "account", member, "Left the lab"), (written.ActorName, written.ActorRole, written.EntityType, written.EntityId, written.Reason));
        Assert.Contains("ended_by_admin", written.After, StringComparison.Ordinal);
        var letter = (await lab.LettersAsync())[^1];
        Assert.Equal((await lab.EmailAsync(user), "You were signed out"), (letter.To, letter.Subject));
        Assert.Contains("Firefox on Windows", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Admin of plant", (await plant.DoAsync(Role.Admin, new GetMemberHistory(member))).Entries[0].Event.ActorName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organization_of_the_person_learns_that_and_not_by_whom()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await ferment.WriteAsync(context => context.Add(new Membership { UserId = user, Role = Role.Viewer, DisplayName = "Guest", JoinedAt = lab.Clock.GetUtcNow() }));
        await plant.SignedInAsync(member);

        await plant.DoAsync(Role.Admin, new EndMemberSessions(member, Reason: "Lost laptop"));

        var there = (await ferment.EventsAsync())[^1];
        Assert.Equal(("auth.end-session", "system", "Another organization of this person"), (there.Action, there.ActorKind, there.ActorName));
        Assert.Null(there.Reason);
        Assert.Null(there.ActorId);
    }

    [Fact]
    public async Task Nobody_ends_sessions_above_themselves_elsewhere_or_their_own_here()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var owner = await plant.IdAsync(Role.Owner);
        var session = await plant.SignedInAsync(owner);
        var (_, other) = await plant.AnotherAsync(Role.Owner, "Second owner");
        await plant.SignedInAsync(other);

        Assert.Equal("roles.assign-owner", (await plant.RunAsync(Role.Admin, new EndMemberSessions(owner, session))).ShouldBeRefused().RequiredCapability);
        Assert.Equal("roles.assign-owner", (await plant.RunAsync(Role.Admin, new FindMemberSessions(owner))).ShouldBeRefused().RequiredCapability);
        (await ferment.RunAsync(Role.Owner, new EndMemberSessions(owner))).ShouldBeNotFound();
        (await ferment.RunAsync(Role.Owner, new EndMemberSessions(await ferment.IdAsync(Role.Viewer), session))).ShouldBeNotAllowed();
        Assert.Contains("Account", (await plant.RunAsync(Role.Owner, new EndMemberSessions(owner))).ShouldBeNotAllowed(), StringComparison.Ordinal);
        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new EndMemberSessions(other))).ShouldBeRefused().Code);
        Assert.Equal(1, (await plant.DoAsync(Role.Owner, new EndMemberSessions(other, Reason: "Asked for it"))).Count);
        Assert.True(await lab.ReadAsync(context => context.Set<UserSession>().AnyAsync(row => row.Id == session && row.EndedAt == null)));
    }

    [Fact]
    public async Task Sign_ins_past_the_limits_are_not_shown()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (_, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await plant.SignedInAsync(member);

        lab.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Empty(await plant.DoAsync(Role.Admin, new FindMemberSessions(member)));
    }
}
