using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

/// <summary>The password alone does not stand for two factors, and a try that changed nothing ends no counting.</summary>
[Trait("assurance", "S17")]
public sealed class PasswordStepUpTests
{
    private const string Next = "nine tall birches by the fjord";

    [Fact]
    public async Task With_a_second_factor_an_old_session_confirms_before_it_changes_the_password()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, _, visitor) = await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"))));
        lab.Clock.Advance(TimeSpan.FromMinutes(6));

        var changed = await ChangeAsync(lab, visitor, AccountLab.Password, Next);

        var after = changed.IsOk ? visitor with { SessionId = changed.Value.Id } : visitor;
        Assert.Equal("recent_authentication", (await RemoveAsync(lab, after)).ShouldBeRefused().RequiredCapability);
        Assert.Equal("recent_authentication", changed.ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task With_a_second_factor_a_change_does_not_make_the_proof_younger()
    {
        await using var lab = await TestLab.OpenAsync();
        var (_, _, visitor) = await lab.EnrolAsync(await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"))));
        lab.Clock.Advance(TimeSpan.FromMinutes(4));

        var changed = await ChangeAsync(lab, visitor, AccountLab.Password, Next);

        Assert.True(changed.IsOk);
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("recent_authentication", (await RemoveAsync(lab, visitor with { SessionId = changed.Value.Id })).ShouldBeRefused().RequiredCapability);
    }

    [Fact]
    public async Task The_right_password_beside_a_new_one_that_will_not_do_ends_no_counting()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        for (var i = 0; i < 4; i++) (await ChangeAsync(lab, visitor, "wrong", Next)).ShouldBeWrongAt("current_password");

        (await ChangeAsync(lab, visitor, AccountLab.Password, "too short")).ShouldBeWrongAt("new_password");
        (await ChangeAsync(lab, visitor, "wrong", Next)).ShouldBeWrongAt("current_password");

        var waits = Assert.IsType<Problem.Invalid>((await ChangeAsync(lab, visitor, AccountLab.Password, Next)).Problem);
        Assert.StartsWith("Too many tries.", waits.Fields["current_password"][0], StringComparison.Ordinal);
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await ChangeAsync(lab, visitor, AccountLab.Password, Next)).IsOk);
    }

    private static Task<Result<StartedSession>> ChangeAsync(TestLab lab, Visitor visitor, string current, string next) =>
        lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, current, next, default));

    private static Task<Result<Done>> RemoveAsync(TestLab lab, Visitor visitor) =>
        lab.UseAsync<AuthenticatorService, Result<Done>>(service => service.RemoveAsync(visitor, default));
}
