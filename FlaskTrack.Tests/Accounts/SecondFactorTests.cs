using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

public sealed class SecondFactorTests
{
    [Theory] // RFC 6238, appendix B, last six digits
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public async Task An_enrolled_person_needs_a_code_and_a_code_counts_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (key, _, _) = await lab.EnrolAsync(await lab.EnterAsync(name));

        Assert.IsType<SignInOutcome.Refused>(await SecondAsync(lab, name, lab.CodeOf(key))); // spent at enrolment
        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        var session = Assert.IsType<SignInOutcome.SignedIn>(await SecondAsync(lab, name, lab.CodeOf(key))).Session;
        Assert.Equal("password+totp", session.Authentication);
        Assert.IsType<SignInOutcome.Refused>(await SecondAsync(lab, name, lab.CodeOf(key)));
    }

    [Fact]
    public async Task Each_recovery_code_works_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (_, codes, _) = await lab.EnrolAsync(await lab.EnterAsync(name));

        Assert.Equal(10, codes.Distinct().Count());
        Assert.IsType<SignInOutcome.SignedIn>(await SecondAsync(lab, name, codes[0].ToLowerInvariant()));
        Assert.IsType<SignInOutcome.Refused>(await SecondAsync(lab, name, codes[0]));
        Assert.IsType<SignInOutcome.SignedIn>(await SecondAsync(lab, name, codes[1]));
    }

    [Fact]
    public async Task A_ticket_of_the_first_step_works_once_and_for_ten_minutes()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (_, codes, _) = await lab.EnrolAsync(await lab.EnterAsync(name));

        var ticket = await TicketAsync(lab, name);
        Assert.IsType<SignInOutcome.SignedIn>(await UseAsync(lab, ticket, codes[0]));
        Assert.IsType<SignInOutcome.Refused>(await UseAsync(lab, ticket, codes[1]));

        ticket = await TicketAsync(lab, name);
        lab.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<SignInOutcome.Refused>(await UseAsync(lab, ticket, codes[2]));
    }

    [Fact]
    public async Task Guessing_codes_runs_into_the_same_waits()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (_, codes, _) = await lab.EnrolAsync(await lab.EnterAsync(name));
        for (var i = 0; i < 5; i++) await SecondAsync(lab, name, "000000");

        var refused = Assert.IsType<SignInOutcome.Refused>(await SecondAsync(lab, name, codes[0]));

        Assert.StartsWith("Too many tries", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolment_asks_for_a_recent_confirmation_and_ends_other_sessions()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (phone, laptop) = (await lab.EnterAsync(name), await lab.EnterAsync(name));

        var (_, _, after) = await lab.EnrolAsync(laptop);

        Assert.Null(await lab.LiveAsync(phone));
        Assert.Null(await lab.LiveAsync(laptop));
        Assert.NotNull(await lab.LiveAsync(after));
        lab.Clock.Advance(TimeSpan.FromMinutes(6));
        var stale = await lab.UseAsync<AuthenticatorService, Core.Platform.Operations.Result<Core.Platform.Operations.Done>>(service => service.RemoveAsync(after, default));
        Assert.False(stale.IsOk);
    }

    private static async Task<string> TicketAsync(TestLab lab, string name) => Assert.IsType<SignInOutcome.NeedsSecondFactor>(await lab.SignInAsync(name)).Ticket;

    private static async Task<SignInOutcome> SecondAsync(TestLab lab, string name, string code) => await UseAsync(lab, await TicketAsync(lab, name), code);

    private static Task<SignInOutcome> UseAsync(TestLab lab, string ticket, string code) =>
        lab.UseAsync<SignInService, SignInOutcome>(service => service.SecondFactorAsync(ticket, code, AccountLab.Stranger, default));
}
