using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Accounts;

/// <summary>A password set anew takes the tokens made under the old one along; a factor that is gone counts in no token.</summary>
[Trait("assurance", "S29")]
public sealed class TokenRevocationTests
{
    private const string Next = "nine tall birches by the fjord";

    [Fact]
    public async Task A_reset_revokes_every_personal_token_and_says_so_in_the_audit_log()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var name = await lab.EmailAsync(plant.UserOf(Role.Owner));
        var secret = await TokenAsync(lab, await lab.EnterAsync(name));
        await lab.UseAsync<PasswordService, bool>(async service =>
        {
            await service.RecoverAsync(name, AccountLab.Stranger, default);
            return true;
        });
        var link = await lab.LinkSecretAsync("Set a new password");

        Assert.True((await lab.UseAsync<PasswordService, Result<Done>>(service => service.ResetAsync(link, Next, null, AccountLab.Stranger, default))).IsOk);

        Assert.False(await CountsAsync(lab, secret));
        Assert.Single((await plant.EventsAsync()).Select(e => e.Action), "account.revoke-token");
    }

    [Fact]
    public async Task A_change_revokes_personal_tokens()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        var secret = await TokenAsync(lab, visitor);

        Assert.True((await lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, AccountLab.Password, Next, default))).IsOk);

        Assert.False(await CountsAsync(lab, secret));
    }

    [Fact]
    public async Task Who_wants_to_keeps_them_at_a_change()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        var secret = await TokenAsync(lab, visitor);

        Assert.True((await lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, AccountLab.Password, Next, default, keepTokens: true))).IsOk);

        Assert.True(await CountsAsync(lab, secret));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_security_page_offers_it_and_has_it_ticked(bool ticked)
    {
        await using var lab = await WebLab.OpenAsync();
        var userId = await lab.LeilaAsync();
        var browser = await lab.EnterAsync();
        Assert.DoesNotContain("revoke_tokens", await browser.ReadAsync("/account/security"), StringComparison.Ordinal);
        await using (var scope = lab.App.Services.CreateAsyncScope())
        {
            var session = Assert.IsType<SignInOutcome.SignedIn>(await scope.ServiceProvider.GetRequiredService<SignInService>().PasswordAsync(WebLab.Email, AccountLab.Password, AccountLab.Stranger, SessionKind.Browser, default)).Session;
            Assert.True((await scope.ServiceProvider.GetRequiredService<PersonalTokenService>().CreateAsync(AccountLab.Stranger with { UserId = userId, SessionId = session.Id }, "Plate reader", ["records.view"], 30, default)).IsOk);
        }

        Assert.Matches("name=\"revoke_tokens\" value=\"true\" checked", await browser.ReadAsync("/account/security"));
        List<KeyValuePair<string, string>> fields = [new("current_password", AccountLab.Password), new("new_password", Next)];
        if (ticked) fields.Add(new("revoke_tokens", "true"));
        var page = await (await browser.PostAsync("/account/security", "password", fields)).Content.ReadAsStringAsync();

        Assert.Contains("The password is changed.", page, StringComparison.Ordinal);
        await using var after = lab.App.Services.CreateAsyncScope();
        Assert.Equal(ticked ? 0 : 1, (await after.ServiceProvider.GetRequiredService<PersonalTokenService>().FindAsync(userId, default)).Count);
    }

    [Fact]
    public async Task Without_its_factor_a_token_no_longer_counts_as_one()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, _, visitor) = await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"))));
        var secret = await TokenAsync(lab, visitor);
        Assert.True(await HasFactorAsync(lab));

        Assert.True((await lab.UseAsync<AuthenticatorService, Result<Done>>(service => service.RemoveAsync(visitor, default))).IsOk);

        Assert.False(await HasFactorAsync(lab));
        Assert.True(await CountsAsync(lab, secret));
    }

    private static Task<bool> HasFactorAsync(TestLab lab) => lab.ReadAsync(context => context.Set<PersonalToken>().Select(token => token.SecondFactor).SingleAsync());

    private static async Task<string> TokenAsync(TestLab lab, Visitor visitor) =>
        (await lab.UseAsync<PersonalTokenService, Result<NewPersonalToken>>(service => service.CreateAsync(visitor, "Plate reader", ["records.view"], 30, default))).Value.Secret;

    private static async Task<bool> CountsAsync(TestLab lab, string secret) =>
        await lab.UseAsync<PersonalTokenService, (long UserId, long TokenId)?>(service => service.OwnerAsync(secret, default)) is not null;
}
