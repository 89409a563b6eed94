using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

/// <summary>What a person is told by mail, so that a stranger in the account is noticed.</summary>
[Trait("assurance", "P11-300c")]
public sealed class SecurityNoticeTests
{
    [Fact]
    public async Task A_sign_in_from_a_new_address_is_told_and_one_from_a_known_address_is_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var email = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        await lab.EnterAsync(email);
        await lab.EnterAsync(email);
        Assert.Empty(await lab.LettersAsync());

        await SignInAsync(lab, email, "198.51.100.7");

        var letter = Assert.Single(await lab.LettersAsync());
        Assert.Equal((email, "A sign-in from a new address"), (letter.To, letter.Subject));
        Assert.Contains("198.51.100.7", letter.Text, StringComparison.Ordinal);
        await SignInAsync(lab, email, "198.51.100.7");
        Assert.Single(await lab.LettersAsync());
        lab.Clock.Advance(TimeSpan.FromDays(91));
        await lab.EnterAsync(email);
        await SignInAsync(lab, email, "198.51.100.7");
        Assert.Equal(2, (await lab.LettersAsync()).Count);
    }

    [Fact]
    public async Task A_changed_password_is_told()
    {
        await using var lab = await TestLab.OpenAsync();
        var email = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(email);

        var changed = await lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, AccountLab.Password, "nine tall birches by the fjord", default));

        Assert.True(changed.IsOk);
        Assert.Equal("Your password was changed", Assert.Single(await lab.LettersAsync()).Subject);
    }

    [Fact]
    public async Task Rights_are_told_for_every_organization_with_the_reason()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        var person = plant.UserOf(Role.Owner);
        await ferment.WriteAsync(context => context.Add(new Membership { UserId = person, Role = Role.Viewer, DisplayName = "Guest", JoinedAt = lab.Clock.GetUtcNow(), EndsAt = lab.Clock.GetUtcNow().AddDays(3) }));

        var rights = (await lab.RunAsync(plant.Caller(person), new FindMyRights())).Value;

        Assert.Equal([("ferment", Role.Viewer), ("plant", Role.Owner)], rights.Select(row => (row.Slug, row.Role)));
        Assert.Equal(RoleGrants.Of(Role.Viewer).Count, rights[0].Permissions.Count(row => row.Held));
        Assert.All(rights[0].Permissions, row => Assert.NotEmpty(row.Why));
        lab.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(MemberStatus.Expired, (await lab.RunAsync(plant.Caller(person), new FindMyRights())).Value[0].Status);
        Assert.Equal(2, (await ferment.RunAsync(person, new FindMyRights())).Value.Count);
    }

    private static async Task SignInAsync(TestLab lab, string email, string ip) =>
        Assert.IsType<SignInOutcome.SignedIn>(await lab.UseAsync<SignInService, SignInOutcome>(service => service.PasswordAsync(email, AccountLab.Password, AccountLab.Stranger with { Ip = ip }, SessionKind.Browser, default)));
}
