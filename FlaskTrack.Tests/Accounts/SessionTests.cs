using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task An_ended_session_is_refused_at_the_next_operation()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var name = await lab.EmailAsync(plant.UserOf(Role.Scientist));
        var (phone, laptop) = (await lab.EnterAsync(name), await lab.EnterAsync(name));
        Assert.True((await lab.RunAsync(CallerOf(phone), new GetMyAccess())).IsOk);

        Assert.True(await lab.UseAsync<SessionService, bool>(service => service.EndAsync(laptop, phone.SessionId, default)));

        var refused = Assert.IsType<Problem.Refused>((await lab.RunAsync(CallerOf(phone), new GetMyAccess())).Problem);
        Assert.Equal(DenialCode.Unauthenticated, refused.Denial.Code);
        Assert.True((await lab.RunAsync(CallerOf(laptop), new GetMyAccess())).IsOk);
    }

    [Fact]
    public async Task Nobody_ends_another_persons_session()
    {
        await using var lab = await TestLab.OpenAsync();
        var (anna, ben) = (await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Anna"))), await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Ben"))));

        Assert.False(await lab.UseAsync<SessionService, bool>(service => service.EndAsync(ben, anna.SessionId, default)));

        Assert.NotNull(await lab.LiveAsync(anna));
    }

    [Fact]
    public async Task The_list_shows_own_devices_and_all_others_can_be_ended_at_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (phone, laptop) = (await lab.EnterAsync(name), await lab.EnterAsync(name));

        var list = await lab.UseAsync<SessionService, IReadOnlyList<SessionView>>(service => service.FindAsync(laptop, default));
        Assert.Equal(2, list.Count);
        Assert.True(list[0].IsCurrent);
        Assert.Equal("Chrome on Linux", list[0].Device);
        Assert.Equal("203.0.113.9", list[0].Ip);

        await lab.UseAsync<SessionService, bool>(async service =>
        {
            await service.EndOthersAsync(laptop, default);
            return true;
        });
        Assert.Null(await lab.LiveAsync(phone));
        Assert.NotNull(await lab.LiveAsync(laptop));
    }

    [Fact]
    public async Task The_strictest_limits_of_the_persons_organizations_hold()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.WriteAsync(context => context.Set<Core.Organizations.Organization>().Single().IdleMinutes = 10);
        var visitor = await lab.EnterAsync(await lab.EmailAsync(plant.UserOf(Role.Viewer)));

        lab.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(await lab.UseAsync<SessionService, LiveSession?>(service => service.ReadAsync(visitor.SessionId, visitor.UserId!.Value, used: true, default)));
        lab.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.NotNull(await lab.LiveAsync(visitor));
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await lab.LiveAsync(visitor));
    }

    [Fact]
    public async Task A_session_ends_at_its_absolute_limit_however_busy_it_is()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        for (var i = 0; i < 36; i++)
        {
            lab.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.NotNull(await lab.UseAsync<SessionService, LiveSession?>(service => service.ReadAsync(visitor.SessionId, visitor.UserId!.Value, used: true, default)));
        }

        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await lab.LiveAsync(visitor));
    }

    [Fact]
    public async Task Last_use_is_kept_over_a_restart()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        lab.Clock.Advance(TimeSpan.FromMinutes(20));
        await lab.UseAsync<SessionService, LiveSession?>(service => service.ReadAsync(visitor.SessionId, visitor.UserId!.Value, used: true, default));

        await lab.Services.GetRequiredService<Installation>().FlushActivityAsync(default);

        lab.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.NotNull(await lab.LiveAsync(visitor)); // the note in memory is gone; the row says 20 minutes ago
    }

    [Fact]
    public async Task Confirming_gives_a_new_session_id_and_the_old_one_is_refused()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(plant.UserOf(Role.Viewer)));
        lab.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False((await lab.LiveAsync(visitor))!.IsRecent);

        var wrong = await lab.UseAsync<SignInService, SignInOutcome>(service => service.ConfirmAsync("wrong", null, visitor, default));
        Assert.IsType<SignInOutcome.Refused>(wrong);
        var right = await lab.UseAsync<SignInService, SignInOutcome>(service => service.ConfirmAsync(AccountLab.Password, null, visitor, default));

        var renewed = Assert.IsType<SignInOutcome.SignedIn>(right).Session;
        Assert.NotEqual(visitor.SessionId, renewed.Id);
        Assert.Null(await lab.LiveAsync(visitor));
        Assert.True((await lab.LiveAsync(visitor with { SessionId = renewed.Id }))!.IsRecent);
        Assert.Equal(renewed.Id, await lab.UseAsync<SessionService, string?>(service => service.SuccessorAsync(visitor.SessionId!, default)));
        Assert.Single(await plant.EventsAsync(), e => e.Action == "auth.confirm");
    }

    private static Caller CallerOf(Visitor visitor) => new() { UserId = visitor.UserId, SessionId = visitor.SessionId, Channel = "ui" };
}
