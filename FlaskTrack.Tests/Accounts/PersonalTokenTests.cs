using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Accounts;

/// <summary>A token is its person's rights cut down to its scopes, while it counts, where the organization allows it.</summary>
[Trait("assurance", "S29")]
[Trait("assurance", "S30")]
public sealed class PersonalTokenTests
{
    [Fact]
    public async Task A_token_is_shown_once_kept_as_its_hash_and_told_by_mail()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, visitor) = await PersonAsync(lab);

        var made = (await MakeAsync(lab, visitor, ["samples.edit", "records.view"])).Value;

        Assert.StartsWith("ftp_", made.Secret, StringComparison.Ordinal);
        var row = await lab.ReadAsync(context => context.Set<PersonalToken>().SingleAsync());
        Assert.Equal(SecretHash.Of(made.Secret), row.TokenHash);
        Assert.DoesNotContain(made.Secret, made.ToString(), StringComparison.Ordinal);
        Assert.Equal("A personal token was made", (await lab.LettersAsync())[^1].Subject);
        Assert.Equal((row.UserId, row.Id), await OwnerAsync(lab, made.Secret));
        Assert.Null(await OwnerAsync(lab, made.Secret[..^1] + "x"));
        var view = Assert.Single(await lab.UseAsync<PersonalTokenService, IReadOnlyList<PersonalTokenView>>(service => service.FindAsync(row.UserId, default)));
        Assert.Equal(("Plate reader", made.Secret[..10], false), (view.Name, view.Start, view.HasExpired));
    }

    [Fact]
    public async Task Making_one_asks_who_acts_and_what_it_may_do()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, visitor) = await PersonAsync(lab);

        (await MakeAsync(lab, visitor, [])).ShouldBeWrongAt("scopes");
        (await MakeAsync(lab, visitor, ["everything"])).ShouldBeWrongAt("scopes");
        (await MakeAsync(lab, visitor, ["records.view"], days: 366)).ShouldBeWrongAt("days");
        lab.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("recent_authentication", (await MakeAsync(lab, visitor, ["records.view"])).ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task It_gives_what_both_the_scopes_and_the_role_hold_and_shrinks_with_the_role()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, visitor) = await PersonAsync(lab);
        var caller = await CallerAsync(lab, visitor, ["organization.view", "sites.manage"]);

        Assert.True((await lab.RunAsync(caller, new CreateSite("North", "NORTH"))).IsOk);
        Assert.Equal("members.view", (await lab.RunAsync(caller, new FindMembers())).ShouldBeRefused().RequiredCapability);
        var written = (await plant.EventsAsync()).Last(e => e.Action == "sites.manage");
        Assert.Equal(("personal_token", $"token-{caller.TokenId}", "rest"), (written.Authentication, written.SessionId, written.Channel));

        await plant.ChangeAsync(await plant.IdAsync(Role.Admin), member => member.Role = Role.Viewer);
        Assert.Equal("sites.manage", (await lab.RunAsync(caller, new CreateSite("South", "SOUTH"))).ShouldBeRefused().RequiredCapability);
        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);
    }

    [Fact]
    public async Task It_counts_no_more_once_revoked_expired_or_not_allowed()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, visitor) = await PersonAsync(lab);
        var caller = await CallerAsync(lab, visitor, ["organization.view"]);
        var settings = new EditOrganizationSecurity(TwoFactorPolicy.Optional, 30, 24, Visibility.Organization, false, null);

        await plant.DoAsync(Role.Owner, settings with { PersonalTokensAllowed = false });
        Assert.Equal("personal_tokens", (await lab.RunAsync(caller, new FindSites())).ShouldBeRefused().RequiredCapability);
        await plant.DoAsync(Role.Owner, settings with { PersonalTokensAllowed = true });
        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);

        Assert.True(await lab.UseAsync<PersonalTokenService, bool>(service => service.RevokeAsync(visitor, caller.TokenId!.Value, default)));
        Assert.Equal(DenialCode.Unauthenticated, (await lab.RunAsync(caller, new FindSites())).ShouldBeRefused().Code);
        Assert.Equal(["account.create-token", "account.use-token", "account.revoke-token"], (await plant.EventsAsync()).Select(e => e.Action).Where(action => action.EndsWith("-token", StringComparison.Ordinal)));
        var second = await CallerAsync(lab, visitor, ["organization.view"]);
        lab.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(DenialCode.Unauthenticated, (await lab.RunAsync(second, new FindSites())).ShouldBeRefused().Code);
    }

    [Fact]
    public async Task Its_first_use_of_each_day_is_written_down_even_where_it_only_reads()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, visitor) = await PersonAsync(lab);
        var caller = await CallerAsync(lab, visitor, ["organization.view"]);
        async Task<int> UsesAsync() => (await plant.EventsAsync()).Count(e => e.Action == "account.use-token" && e.EntityId == caller.TokenId && e.EntityLabel == "Plate reader" && e.Authentication == "personal_token");

        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);
        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);
        Assert.Equal(1, await UsesAsync());
        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);

        Assert.Equal(2, await UsesAsync());
    }

    [Fact]
    public async Task It_proves_no_presence_founds_nothing_and_meets_the_two_factor_policy_or_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, visitor) = await PersonAsync(lab, Role.Owner);
        var caller = await CallerAsync(lab, visitor, [.. Permissions.All.Select(permission => permission.Name)]);

        Assert.Equal("sign_in", (await lab.RunAsync(caller, new AssignOwner(await plant.IdAsync(Role.Viewer), Role.Owner, "Why"))).ShouldBeRefused().RequiredCapability);
        Assert.Equal("sign_in", (await lab.RunAsync(caller, new CreateOrganization("Mine", "mine"))).ShouldBeRefused().RequiredCapability);
        await plant.WriteAsync(context => context.Set<Organization>().Single().TwoFactorPolicy = TwoFactorPolicy.Required);
        Assert.Equal("two_factor", (await lab.RunAsync(caller, new FindSites())).ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task Somebody_elses_token_is_not_revoked()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, visitor) = await PersonAsync(lab);
        var caller = await CallerAsync(lab, visitor, ["organization.view"]);
        var stranger = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Sam Holt")));

        Assert.False(await lab.UseAsync<PersonalTokenService, bool>(service => service.RevokeAsync(stranger, caller.TokenId!.Value, default)));
        Assert.True((await lab.RunAsync(caller, new FindSites())).IsOk);
    }

    private static async Task<(TestOrganization Plant, Visitor Visitor)> PersonAsync(TestLab lab, Role role = Role.Admin)
    {
        var plant = await lab.OrganizationAsync();
        return (plant, await lab.EnterAsync(await plant.EmailAsync(plant.UserOf(role))));
    }

    private static Task<Result<NewPersonalToken>> MakeAsync(TestLab lab, Visitor visitor, string[] scopes, int days = 30) =>
        lab.UseAsync<PersonalTokenService, Result<NewPersonalToken>>(service => service.CreateAsync(visitor, "Plate reader", scopes, days, default));

    private static Task<(long UserId, long TokenId)?> OwnerAsync(TestLab lab, string secret) =>
        lab.UseAsync<PersonalTokenService, (long UserId, long TokenId)?>(service => service.OwnerAsync(secret, default));

    private static async Task<Caller> CallerAsync(TestLab lab, Visitor visitor, string[] scopes)
    {
        var owner = (await OwnerAsync(lab, (await MakeAsync(lab, visitor, scopes)).Value.Secret))!.Value;
        return new Caller { UserId = owner.UserId, TokenId = owner.TokenId, Organization = "plant", Channel = "rest" };
    }
}
