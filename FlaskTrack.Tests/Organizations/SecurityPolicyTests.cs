using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Organizations;

/// <summary>The two-factor policy with its time of grace, and the addresses from which members may work.</summary>
[Trait("assurance", "S23")]
public sealed class SecurityPolicyTests
{
    private static readonly EditOrganizationSecurity Asked = new(TwoFactorPolicy.Required, 30, 24, Visibility.Organization, false, null);

    [Fact]
    public async Task A_policy_gives_seven_days_tells_those_without_a_factor_and_then_stops_them()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var view = await plant.DoAsync(Role.Owner, Asked);

        Assert.Equal(lab.Clock.GetUtcNow().AddDays(7), view.Security.TwoFactorFrom);
        Assert.Equal(6, (await lab.LettersAsync()).Count(mail => mail.Subject == "Lab plant asks for a second factor"));
        var caller = await SignedInAsync(plant, Role.Viewer, "password");
        Assert.Equal(view.Security.TwoFactorFrom, (await lab.RunAsync(caller, new GetMyAccess())).Value.SecondFactorDue);

        lab.Clock.Advance(TimeSpan.FromDays(7));
        caller = await SignedInAsync(plant, Role.Viewer, "password");
        Assert.Equal("two_factor", (await lab.RunAsync(caller, new GetMyAccess())).ShouldBeRefused().RequiredCapability);
        var better = await SignedInAsync(plant, Role.Viewer, "password+totp");
        Assert.Null((await lab.RunAsync(better, new GetMyAccess())).Value.SecondFactorDue);
    }

    [Fact]
    public async Task A_stricter_policy_to_come_opens_nothing_meanwhile()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.WriteAsync(context => context.Users.Single(user => user.Id == plant.UserOf(Role.Owner)).TwoFactorEnabled = true);
        await plant.DoAsync(Role.Owner, Asked with { TwoFactorPolicy = TwoFactorPolicy.RequiredForAdmins, GraceDays = 0 });
        await plant.DoAsync(Role.Owner, Asked);

        Assert.Equal("two_factor", (await lab.RunAsync(await SignedInAsync(plant, Role.Admin, "password"), new GetMyAccess())).ShouldBeRefused().RequiredCapability);
        Assert.True((await lab.RunAsync(await SignedInAsync(plant, Role.Viewer, "password"), new GetMyAccess())).IsOk);
    }

    [Fact]
    public async Task A_milder_policy_holds_at_once_and_takes_the_date_back()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Owner, Asked);

        var view = await plant.DoAsync(Role.Owner, Asked with { TwoFactorPolicy = TwoFactorPolicy.Optional });

        Assert.Null(view.Security.TwoFactorFrom);
        Assert.True((await lab.RunAsync(await SignedInAsync(plant, Role.Viewer, "password"), new GetMyAccess())).IsOk);
        (await plant.RunAsync(Role.Owner, Asked with { GraceDays = 31 })).ShouldBeWrongAt("grace_days");
    }

    [Fact]
    public async Task Members_elsewhere_are_stopped_and_a_list_without_the_own_address_is_refused()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var owner = (await SignedInAsync(plant, Role.Owner, "password")) with { Ip = "192.0.2.17" };
        var optional = Asked with { TwoFactorPolicy = TwoFactorPolicy.Optional };

        var message = (await lab.RunAsync(owner, optional with { AllowedAddresses = ["198.51.100.0/24"] })).ShouldBeWrongAt("allowed_addresses");
        Assert.Contains("192.0.2.17", message, StringComparison.Ordinal);
        (await lab.RunAsync(owner, optional with { AllowedAddresses = ["192.0.2.0/24", "lab"] })).ShouldBeWrongAt("allowed_addresses");
        var saved = await lab.RunAsync(owner, optional with { AllowedAddresses = ["192.0.2.99/24", "2001:db8::1"] });

        Assert.Equal(["192.0.2.0/24", "2001:db8::1"], saved.Value.Security.AllowedAddresses);
        var viewer = await SignedInAsync(plant, Role.Viewer, "password");
        Assert.True((await lab.RunAsync(viewer with { Ip = "192.0.2.3" }, new GetMyAccess())).IsOk);
        Assert.True((await lab.RunAsync(viewer with { Ip = "::ffff:192.0.2.3" }, new GetMyAccess())).IsOk);
        Assert.Equal("address", (await lab.RunAsync(viewer with { Ip = "203.0.113.9" }, new GetMyAccess())).ShouldBeRefused().Restriction);
        Assert.Equal("address", (await lab.RunAsync(viewer with { Ip = null }, new GetMyAccess())).ShouldBeRefused().Restriction);
        Assert.Empty((await plant.DoAsync(Role.Viewer, new GetOrganization())).Security.AllowedAddresses);
    }

    [Theory]
    [InlineData("192.0.2.17", "192.0.2.17")]
    [InlineData(" 192.0.2.17/24 ", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:DB8::1/32", "2001:db8::/32")]
    [InlineData("1", null)]
    [InlineData("192.0.2/24", null)]
    [InlineData("192.0.2.0/33", null)]
    [InlineData("192.0.2.0/24/1", null)]
    [InlineData("lab.example", null)]
    public void An_address_or_range_has_one_stored_form(string text, string? stored) => Assert.Equal(stored, AddressRanges.Parse(text));

    [Fact]
    public async Task Who_changed_a_setting_last_is_read_from_the_log()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        Assert.Empty(await plant.DoAsync(Role.Admin, new FindSettingChanges()));
        await plant.DoAsync(Role.Owner, Asked with { TwoFactorPolicy = TwoFactorPolicy.Optional, IdleMinutes = 20 });
        lab.Clock.Advance(TimeSpan.FromDays(1));
        await plant.DoAsync(Role.Owner, Asked with { TwoFactorPolicy = TwoFactorPolicy.Optional, IdleMinutes = 25 });

        var changes = await plant.DoAsync(Role.Admin, new FindSettingChanges());

        Assert.Equal(new SettingChange(lab.Clock.GetUtcNow(), "Owner of plant"), changes["idle_minutes"]);
        Assert.Equal(lab.Clock.GetUtcNow().AddDays(-1), changes["session_hours"].At);
        Assert.False(changes.ContainsKey("name"));
    }

    private static async Task<Caller> SignedInAsync(TestOrganization organization, Role role, string authentication)
    {
        var now = organization.Lab.Clock.GetUtcNow();
        var id = Guid.NewGuid().ToString("n");
        await organization.WriteAsync(context => context.Add(new UserSession { Id = id, UserId = organization.UserOf(role), Authentication = authentication, StartedAt = now, LastSeenAt = now, AuthenticatedAt = now }));
        return new Caller { UserId = organization.UserOf(role), SessionId = id, Organization = organization.Slug, Channel = "ui" };
    }
}
