using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

/// <summary>An organization may ask for longer passwords than the product does; of several the strictest holds.</summary>
public sealed class PasswordLengthTests
{
    private const string Short = "nine tall birch"; // 15
    private static readonly EditOrganizationSecurity Asked = new(TwoFactorPolicy.Optional, 30, 12, Visibility.Organization, false, null, PasswordLength: 20);

    [Fact]
    public async Task A_member_of_a_strict_organization_sets_a_longer_password_and_the_present_one_stays_good()
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, ferment) = (await lab.OrganizationAsync("plant"), await lab.OrganizationAsync("ferment"));
        var (both, _) = await plant.AnotherAsync(Role.Viewer, "In both");
        await ferment.WriteAsync(context => context.Add(new Core.Members.Membership { UserId = both, Role = Role.Viewer, DisplayName = "In both", JoinedAt = lab.Clock.GetUtcNow() }));
        await ferment.DoAsync(Role.Owner, Asked);

        var (strict, easy) = (await lab.EnterAsync(await lab.EmailAsync(both)), await lab.EnterAsync(await lab.EmailAsync(plant.UserOf(Role.Viewer))));

        Assert.Contains("at least 20 are needed", Assert.IsType<Problem.Invalid>((await ChangeAsync(lab, strict, Short)).Problem).Fields["new_password"][0], StringComparison.Ordinal);
        Assert.True((await ChangeAsync(lab, strict, "nine tall birches by the fjord")).IsOk);
        Assert.True((await ChangeAsync(lab, easy, Short)).IsOk);
    }

    [Fact]
    public async Task Whoever_is_invited_meets_it_too()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var token = await InvitationTests.InviteAsync(plant, "mina@lab.example", Role.Viewer);
        await plant.DoAsync(Role.Owner, Asked);

        var refused = await RegisterAsync(lab, token, Short);

        Assert.Contains("at least 20 are needed", Assert.IsType<Problem.Invalid>(refused.Problem).Fields["password"][0], StringComparison.Ordinal);
        Assert.True((await RegisterAsync(lab, token, "nine tall birches by the fjord")).IsOk);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(65)]
    public async Task It_is_kept_in_its_bounds(int length)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        (await plant.RunAsync(Role.Owner, Asked with { PasswordLength = length })).ShouldBeWrongAt("password_length");
        Assert.Equal(12, (await plant.DoAsync(Role.Owner, new GetOrganization())).Security.PasswordLength);
    }

    private static Task<Result<StartedSession>> ChangeAsync(TestLab lab, Visitor visitor, string next) =>
        lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, AccountLab.Password, next, default));

    private static Task<Result<StartedSession>> RegisterAsync(TestLab lab, string token, string password) =>
        lab.UseAsync<RegistrationService, Result<StartedSession>>(service => service.RegisterAsync(token, new NewAccount("Mina Dahl", "mina.dahl", null, password), AccountLab.Stranger, default));
}
