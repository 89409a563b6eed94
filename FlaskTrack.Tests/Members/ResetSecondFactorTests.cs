using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Members;

/// <summary>A lost second factor goes only when an admin of every organization of the person says so, and comes back only by the person.</summary>
[Trait("assurance", "S26")]
public sealed class ResetSecondFactorTests
{
    private const string Why = "Phone was lost, seen in person";

    [Fact]
    public async Task In_one_organization_it_is_done_at_once_and_everything_is_told()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        var email = await lab.EmailAsync(user);
        var (_, codes, visitor) = await lab.EnrolAsync(await lab.EnterAsync(email));
        Assert.True((await plant.DoAsync(Role.Admin, new GetMember(member))).MayResetFactor);
        await plant.WriteAsync(context => context.Add(new PersonalToken { UserId = user, Name = "Plate reader", TokenHash = new string('0', 64), Start = "ftp_000000", SecondFactor = true, CreatedAt = lab.Clock.GetUtcNow(), ExpiresAt = lab.Clock.GetUtcNow().AddDays(9) }));

        var done = await plant.DoAsync(Role.Admin, new ResetSecondFactor(member, Why));

        Assert.True(done.IsDone);
        Assert.Null(await lab.LiveAsync(visitor));
        Assert.NotNull((await lab.ReadAsync(context => context.Set<PersonalToken>().SingleAsync())).RevokedAt);
        Assert.False((await plant.DoAsync(Role.Admin, new GetMember(member))).MayResetFactor);
        var letter = (await lab.LettersAsync()).Last(mail => mail.To == email);
        Assert.Equal("Your second factor was reset", letter.Subject);
        Assert.Contains("Admin of plant", letter.Text, StringComparison.Ordinal);
        var notices = (await plant.RunAsync(user, new FindNotifications())).Value.Rows;
        Assert.Contains(notices, notice => notice is { Kind: NotificationKind.Security, Subject: "Your second factor was reset" });
        var events = await plant.EventsAsync();
        Assert.Contains(events, e => e.EntityType == "factor_reset" && e.Reason == Why && e.ActorName == "Admin of plant");
        Assert.Contains(events, e => e.Action == "account.change-two-factor" && e.EntityId == member && e.Reason == Why && e.ActorRole == "admin");
        Assert.Contains(events, e => e.Action == "auth.end-session" && e.EntityId == member);
        Assert.All(events, e => Assert.DoesNotContain(codes[0], e.After ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_organization_opens_until_a_factor_is_enrolled_again()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        var email = await lab.EmailAsync(user);
        var (key, codes, _) = await lab.EnrolAsync(await lab.EnterAsync(email));
        await plant.DoAsync(Role.Admin, new ResetSecondFactor(member, Why));
        lab.Clock.Advance(TimeSpan.FromMinutes(1));

        var visitor = await lab.EnterAsync(email);

        Assert.Equal("two_factor", (await lab.RunAsync(Of(visitor), new GetMyAccess())).ShouldBeRefused().RequiredCapability);
        Assert.True((await lab.RunAsync(Of(visitor), new FindMyRights())).IsOk);
        var (next, others, enrolled) = await lab.EnrolAsync(visitor);
        Assert.NotEqual(key, next);
        Assert.Empty(others.Intersect(codes));
        Assert.True((await lab.RunAsync(Of(enrolled), new GetMyAccess())).IsOk);
    }

    [Fact]
    public async Task An_admin_of_every_organization_of_the_person_has_to_start_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await ferment.WriteAsync(context => context.Add(new Membership { UserId = user, Role = Role.Viewer, DisplayName = "Guest", JoinedAt = lab.Clock.GetUtcNow() }));
        var there = (await ferment.MemberAsync(user)).Id;
        var email = await lab.EmailAsync(user);
        var (_, _, visitor) = await lab.EnrolAsync(await lab.EnterAsync(email));

        Assert.False((await plant.DoAsync(Role.Admin, new ResetSecondFactor(member, Why))).IsDone);

        Assert.NotNull(await lab.LiveAsync(visitor));
        Assert.Contains("Lab ferment", (await lab.LettersAsync()).Last(mail => mail.To == email).Text, StringComparison.Ordinal);
        Assert.NotNull((await plant.DoAsync(Role.Admin, new GetMember(member))).ResetWaitsUntil);
        Assert.Null((await ferment.DoAsync(Role.Admin, new GetMember(there))).ResetWaitsUntil);
        Assert.Contains("started here already", (await plant.RunAsync(Role.Owner, new ResetSecondFactor(member, Why))).ShouldBeNotAllowed(), StringComparison.Ordinal);
        Assert.True((await ferment.DoAsync(Role.Admin, new ResetSecondFactor(there, "Seen by video"))).IsDone);

        Assert.Null(await lab.LiveAsync(visitor));
        Assert.Null((await plant.DoAsync(Role.Admin, new GetMember(member))).ResetWaitsUntil);
        var here = (await plant.EventsAsync()).Last(e => e.Action == "account.change-two-factor");
        Assert.Equal(("system", "Another organization of this person", null), (here.ActorKind, here.ActorName, here.Reason));
        Assert.Equal("Seen by video", (await ferment.EventsAsync()).Last(e => e.Action == "account.change-two-factor").Reason);
    }

    [Fact]
    public async Task A_start_that_nobody_completes_lapses_after_seven_days()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await ferment.WriteAsync(context => context.Add(new Membership { UserId = user, Role = Role.Viewer, DisplayName = "Guest", JoinedAt = lab.Clock.GetUtcNow() }));
        var there = (await ferment.MemberAsync(user)).Id;
        await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(user)));
        await plant.DoAsync(Role.Admin, new ResetSecondFactor(member, Why));

        lab.Clock.Advance(TimeSpan.FromDays(7));

        Assert.False((await ferment.DoAsync(Role.Admin, new ResetSecondFactor(there, Why))).IsDone);
        Assert.True((await plant.DoAsync(Role.Admin, new ResetSecondFactor(member, Why))).IsDone);
    }

    [Fact]
    public async Task Nobody_resets_their_own_an_owners_or_one_that_is_not_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var owner = await plant.IdAsync(Role.Owner);
        var admin = await plant.IdAsync(Role.Admin);
        var (other, another) = await plant.AnotherAsync(Role.Owner, "Second owner");
        foreach (var user in new[] { plant.UserOf(Role.Owner), plant.UserOf(Role.Admin), other }) await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(user)));

        Assert.Contains("their own", (await plant.RunAsync(Role.Admin, new ResetSecondFactor(admin, Why))).ShouldBeNotAllowed(), StringComparison.Ordinal);
        Assert.Contains("not below", (await plant.RunAsync(Role.Admin, new ResetSecondFactor(owner, Why))).ShouldBeRefused().Sentence, StringComparison.Ordinal);
        Assert.Contains("no second factor", (await plant.RunAsync(Role.Admin, new ResetSecondFactor(await plant.IdAsync(Role.Viewer), Why))).ShouldBeNotAllowed(), StringComparison.Ordinal);
        Assert.Contains("reason", (await plant.RunAsync(Role.Admin, new ResetSecondFactor(admin, " "))).ShouldBeWrongAt("reason"), StringComparison.Ordinal);
        Assert.Equal("members.manage", (await plant.RunAsync(Role.Scientist, new ResetSecondFactor(admin, Why))).ShouldBeRefused().RequiredCapability);
        Assert.True((await plant.DoAsync(Role.Owner, new ResetSecondFactor(another, Why))).IsDone);
    }

    [Fact]
    public async Task It_asks_who_the_admin_is_again()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (user, member) = await plant.AnotherAsync(Role.Technician, "Tom Berg");
        await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(user)));
        var admin = await lab.EnterAsync(await lab.EmailAsync(plant.UserOf(Role.Admin)));
        lab.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("recent_authentication", (await lab.RunAsync(Of(admin), new ResetSecondFactor(member, Why))).ShouldBeRefused().RequiredCapability);
    }

    private static Caller Of(Visitor visitor) => new() { UserId = visitor.UserId, SessionId = visitor.SessionId, Organization = "plant", Channel = "ui", Ip = visitor.Ip };
}
