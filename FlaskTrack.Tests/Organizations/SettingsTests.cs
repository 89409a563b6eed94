using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Organizations;

public sealed class SettingsTests
{
    private static readonly EditOrganization General = new("Nordhavn Biolabs", OrganizationKind.Company, "Europe/Oslo", "nb-NO", "lab@plant.example", "Kai 4\n0150 Oslo", 1);
    private static readonly EditOrganizationSecurity Security = new(TwoFactorPolicy.Optional, 20, 8, Visibility.Restricted, true, 1);

    [Fact]
    public async Task The_profile_shows_settings_people_sites_and_chain()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Admin, new CreateSite("North", "NORTH"));
        await plant.DoAsync(Role.Admin, new SuspendMember(await plant.IdAsync(Role.Technician)));
        await plant.DoAsync(Role.Admin, new RemoveMember(await plant.IdAsync(Role.Scientist)));
        await plant.DoAsync(Role.Admin, new InviteMembers(["mina@lab.example"], Role.Viewer));

        var view = await plant.DoAsync(Role.Viewer, new GetOrganization());

        Assert.Equal(("plant", "Lab plant", OrganizationStatus.Active), (view.Slug, view.Name, view.Status));
        Assert.Equal(new MemberCounts(4, 0, 1, 0, 1, 1), view.Members);
        Assert.Equal("NORTH", Assert.Single(view.Sites).ShortCode);
        var last = await plant.LastEventAsync();
        Assert.Equal((last.Sequence, last.Hash), (view.ChainSequence, view.ChainHash));
    }

    /// <summary>SET-1.</summary>
    [Fact]
    public async Task A_changed_setting_is_audited_with_before_after_and_role()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var view = await plant.DoAsync(Role.Admin, General);

        Assert.Equal(("Nordhavn Biolabs", "Europe/Oslo", "nb-NO", "lab@plant.example", 2), (view.Name, view.TimeZone, view.Locale, view.ContactEmail, view.Version));
        var written = await plant.LastEventAsync();
        Assert.Equal(("organization.settings", "organization", "admin", "Admin of plant"), (written.Action, written.EntityType, written.ActorRole, written.ActorName));
        Assert.Equal("""{"address":null,"contact_email":null,"kind":"laboratory","locale":"en-GB","name":"Lab plant","time_zone":"Europe/Berlin"}""", written.Before);
        Assert.Equal("""{"address":"Kai 4\n0150 Oslo","contact_email":"lab@plant.example","kind":"company","locale":"nb-NO","name":"Nordhavn Biolabs","time_zone":"Europe/Oslo"}""", written.After);
        (await plant.RunAsync(Role.Admin, General)).ShouldBeStale();
        (await plant.RunAsync(Role.Owner, Security)).ShouldBeStale();
    }

    [Fact]
    public async Task Wrong_general_settings_are_named_at_their_field()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        (await plant.RunAsync(Role.Admin, General with { Name = "" })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, General with { Name = string.Concat(Enumerable.Repeat("🌱", 121)) })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, General with { Name = "Plant\nlab" })).ShouldBeWrongAt("name");
        (await plant.RunAsync(Role.Admin, General with { Kind = (OrganizationKind)77 })).ShouldBeWrongAt("kind");
        (await plant.RunAsync(Role.Admin, General with { TimeZone = "Mars/Olympus" })).ShouldBeWrongAt("time_zone");
        (await plant.RunAsync(Role.Admin, General with { TimeZone = "../../etc/passwd" })).ShouldBeWrongAt("time_zone");
        (await plant.RunAsync(Role.Admin, General with { Locale = "english" })).ShouldBeWrongAt("locale");
        (await plant.RunAsync(Role.Admin, General with { Locale = "en-GB\n" })).ShouldBeWrongAt("locale");
        (await plant.RunAsync(Role.Admin, General with { ContactEmail = "lab at plant" })).ShouldBeWrongAt("contact_email");
        (await plant.RunAsync(Role.Admin, General with { Address = new string('x', 401) })).ShouldBeWrongAt("address");
        Assert.Equal("Lab plant", (await plant.DoAsync(Role.Admin, new GetOrganization())).Name);
    }

    [Fact]
    public async Task Weeks_begin_on_the_day_that_is_set()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        Assert.Equal(DayOfWeek.Monday, (await plant.DoAsync(Role.Viewer, new Core.Samples.CountSampleWeeks(1)))[0].First.DayOfWeek);

        Assert.Equal(DayOfWeek.Sunday, (await plant.DoAsync(Role.Admin, General with { WeekStart = DayOfWeek.Sunday })).WeekStart);

        Assert.Equal(DayOfWeek.Sunday, (await plant.DoAsync(Role.Viewer, new Core.Samples.CountSampleWeeks(1)))[0].First.DayOfWeek);
        (await plant.RunAsync(Role.Admin, General with { WeekStart = DayOfWeek.Wednesday, Version = null })).ShouldBeWrongAt("week_start");
    }

    [Fact]
    public async Task Security_settings_are_kept_in_their_bounds()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        foreach (var minutes in new[] { 4, 481 }) (await plant.RunAsync(Role.Owner, Security with { IdleMinutes = minutes })).ShouldBeWrongAt("idle_minutes");
        foreach (var hours in new[] { 0, 25 }) (await plant.RunAsync(Role.Owner, Security with { SessionHours = hours })).ShouldBeWrongAt("session_hours");
        (await plant.RunAsync(Role.Owner, Security with { DefaultVisibility = Visibility.Public })).ShouldBeWrongAt("default_visibility");
        Assert.Equal(new OrganizationSecurity(TwoFactorPolicy.Optional, 20, 8, Visibility.Restricted, true) { PasswordLength = 12 }, (await plant.DoAsync(Role.Owner, Security)).Security);
        Assert.Equal("""{"default_visibility":"restricted","idle_minutes":20,"public_projects_allowed":true,"session_hours":8}""", (await plant.LastEventAsync()).After);
    }

    [Theory]
    [InlineData(TwoFactorPolicy.Required, "Admin of plant, Auditor of plant, Owner of plant, Scientist of plant, Technician of plant.")]
    [InlineData(TwoFactorPolicy.RequiredForAdmins, "Admin of plant, Owner of plant.")]
    public async Task A_policy_that_would_lock_out_the_acting_owner_is_refused_and_names_the_members_without_a_factor(TwoFactorPolicy policy, string names)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await SecondFactorAsync(plant, Role.Viewer);

        var message = (await plant.RunAsync(Role.Owner, Security with { TwoFactorPolicy = policy, GraceDays = 0 })).ShouldBeWrongAt("two_factor_policy");

        Assert.EndsWith(names, message, StringComparison.Ordinal);
        await SecondFactorAsync(plant, Role.Owner);
        Assert.Equal(policy, (await plant.DoAsync(Role.Owner, Security with { TwoFactorPolicy = policy, GraceDays = 0 })).Security.TwoFactorPolicy);
    }

    [Theory]
    [InlineData("password", false)]
    [InlineData("password+totp", true)]
    public async Task What_counts_is_how_the_owner_signed_in_this_time(string authentication, bool allowed)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await SecondFactorAsync(plant, Role.Owner);
        var now = lab.Clock.GetUtcNow();
        await plant.WriteAsync(context => context.Add(new UserSession { Id = "5f0e", UserId = plant.UserOf(Role.Owner), Authentication = authentication, StartedAt = now, LastSeenAt = now, AuthenticatedAt = now }));
        var caller = new Caller { UserId = plant.UserOf(Role.Owner), SessionId = "5f0e", Organization = plant.Slug, Channel = "ui" };

        Assert.Equal(allowed, (await lab.RunAsync(caller, Security with { TwoFactorPolicy = TwoFactorPolicy.Required, GraceDays = 0 })).IsOk);
    }

    /// <summary>ORG-2.</summary>
    [Fact]
    public async Task An_owner_here_who_is_a_viewer_there_has_no_owner_right_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var person = plant.UserOf(Role.Owner);
        await ferment.WriteAsync(context => context.Add(new Membership { UserId = person, Role = Role.Viewer, DisplayName = "Guest", JoinedAt = lab.Clock.GetUtcNow() }));

        Assert.Equal("organization.security", (await ferment.RunAsync(person, Security)).ShouldBeRefused().RequiredCapability);
        Assert.Equal("organization.settings", (await ferment.RunAsync(person, General)).ShouldBeRefused().RequiredCapability);
        Assert.Equal("members.manage", (await ferment.RunAsync(person, new SuspendMember(await ferment.IdAsync(Role.Viewer)))).ShouldBeRefused().RequiredCapability);
        Assert.True((await plant.RunAsync(person, General)).IsOk);
    }

    private static Task SecondFactorAsync(TestOrganization organization, Role role) =>
        organization.WriteAsync(context => context.Users.Single(user => user.Id == organization.UserOf(role)).TwoFactorEnabled = true);
}
