using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

/// <summary>A stranger who guesses is kept waiting; whose account it is signs in from where they are and works on.</summary>
[Trait("assurance", "S21")]
public sealed class LockOutAbuseTests
{
    private const string Here = "198.51.100.7";

    [Fact]
    public async Task An_attack_from_one_address_keeps_nobody_out_who_comes_from_another()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        for (var i = 0; i < 30; i++) await TryAsync(lab, name, "wrong", "203.0.113.9");

        Assert.IsType<SignInOutcome.Refused>(await TryAsync(lab, name, AccountLab.Password, "203.0.113.9"));
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(lab, name, AccountLab.Password, Here));
    }

    [Fact]
    public async Task Not_even_one_who_knows_the_password_and_guesses_codes()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (key, _, _) = await lab.EnrolAsync(await lab.EnterAsync(name));
        for (var i = 0; i < 8; i++) await SecondAsync(lab, name, "000000", "203.0.113.9");
        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await SecondAsync(lab, name, "000000", "203.0.113.9"); // the next wait is one minute, longer than a code lives
        for (var i = 0; i < 8; i++) await TryAsync(lab, name, "wrong", "203.0.113.9");

        Assert.IsType<SignInOutcome.SignedIn>(await SecondAsync(lab, name, lab.CodeOf(key), Here));
    }

    [Fact]
    public async Task A_live_session_confirms_and_changes_the_password_during_the_attack()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(name);
        for (var i = 0; i < 30; i++) await TryAsync(lab, name, "wrong", AccountLab.Stranger.Ip!);

        var confirmed = Assert.IsType<SignInOutcome.SignedIn>(await ConfirmAsync(lab, visitor, AccountLab.Password)).Session;
        Assert.True((await lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor with { SessionId = confirmed.Id }, AccountLab.Password, "nine tall birches by the fjord", default))).IsOk);
    }

    [Fact]
    public async Task Wrong_confirmations_run_into_waits_of_their_own()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(name);
        for (var i = 0; i < 5; i++) await ConfirmAsync(lab, visitor, "wrong");

        Assert.StartsWith("Too many tries", Assert.IsType<SignInOutcome.Refused>(await ConfirmAsync(lab, visitor, AccountLab.Password)).Sentence, StringComparison.Ordinal);
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(lab, name, AccountLab.Password, AccountLab.Stranger.Ip!));
    }

    [Fact]
    public async Task Addresses_of_one_network_of_the_sixth_version_count_as_one()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        for (var i = 0; i < 5; i++) await TryAsync(lab, name, "wrong", $"2001:db8:1:2::{i}");

        Assert.IsType<SignInOutcome.Refused>(await TryAsync(lab, name, AccountLab.Password, "2001:db8:1:2:ffff::1"));
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(lab, name, AccountLab.Password, "2001:db8:1:3::1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tries_from_many_addresses_add_up_alike_for_accounts_and_for_names_without_one(bool exists)
    {
        await using var lab = await TestLab.OpenAsync();
        var name = exists ? await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")) : "nobody@lab.example";
        for (var i = 0; i < 50; i++) Assert.StartsWith("Name and password", await SentenceAsync(lab, name, $"203.0.113.{i}"), StringComparison.Ordinal);

        Assert.Equal("Too many tries. Try again in 30 seconds.", await SentenceAsync(lab, name, Here));
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.StartsWith("Name and password", await SentenceAsync(lab, name, Here), StringComparison.Ordinal);
        Assert.Equal("Too many tries. Try again in 60 seconds.", await SentenceAsync(lab, name, "198.51.100.8"));
    }

    private static async Task<string> SentenceAsync(TestLab lab, string name, string ip) => Assert.IsType<SignInOutcome.Refused>(await TryAsync(lab, name, "wrong", ip)).Sentence;

    private static Task<SignInOutcome> TryAsync(TestLab lab, string name, string password, string ip) =>
        lab.UseAsync<SignInService, SignInOutcome>(service => service.PasswordAsync(name, password, AccountLab.Stranger with { Ip = ip }, SessionKind.Browser, default));

    private static Task<SignInOutcome> ConfirmAsync(TestLab lab, Visitor visitor, string password) =>
        lab.UseAsync<SignInService, SignInOutcome>(service => service.ConfirmAsync(password, null, visitor, default));

    private static async Task<SignInOutcome> SecondAsync(TestLab lab, string name, string code, string ip)
    {
        var ticket = Assert.IsType<SignInOutcome.NeedsSecondFactor>(await TryAsync(lab, name, AccountLab.Password, ip)).Ticket;
        return await lab.UseAsync<SignInService, SignInOutcome>(service => service.SecondFactorAsync(ticket, code, AccountLab.Stranger with { Ip = ip }, default));
    }
}
