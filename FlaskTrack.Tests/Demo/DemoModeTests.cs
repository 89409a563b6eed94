using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Demo;

/// <summary>Passwords that are printed at every start open nothing where demo mode is off (ASVS 6.3.2).</summary>
[Trait("assurance", "S20")]
public sealed class DemoModeTests
{
    private const string Email = "viewer@plant.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_demo_account_signs_in_only_where_demo_mode_is_on(bool on)
    {
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(new DemoMode(on)));
        await lab.UseAsync<UserManager<User>, IdentityResult>(users => users.CreateAsync(new User { UserName = Email, Email = Email, EmailConfirmed = true, FullName = "Aoife Brennan", IsDemo = true }, AccountLab.Password));

        var page = await lab.SignInAsync(Email);
        var api = await lab.UseAsync<ApiTokenService, TokenOutcome>(service => service.LoginAsync(Email, AccountLab.Password, null, null, AccountLab.Stranger, default));

        Assert.Equal(on, page is SignInOutcome.SignedIn);
        Assert.Equal(on, api is TokenOutcome.Issued);
    }

    [Fact]
    public async Task Other_accounts_do_not_need_demo_mode()
    {
        await using var lab = await TestLab.OpenAsync();
        var person = await lab.PersonAsync("Leila Haddad");

        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(await lab.EmailAsync(person)));
    }
}
