using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Tests.Accounts;

public sealed class PasswordTests
{
    private static readonly string[] Leila = ["leila.haddad", "leila.haddad", "nordhavn.example", "Leila", "Haddad"];

    [Theory]
    [InlineData("kurz", false)]
    [InlineData("elf zeichen", false)]
    [InlineData("zwölf Zeichn", true)]
    [InlineData("all lower case without any digit", true)]
    [InlineData("Å ørret π 試料 🧫 αβγδε ςστυφ", true)]
    [InlineData("password1234", false)]
    [InlineData("P@ssw0rd2026!!", false)]
    [InlineData("WelcomeWelcome1", false)]
    [InlineData("qwertyuiop12", false)]
    [InlineData("123456789012", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("abcabcabcabcabc", false)]
    [InlineData("iloveyou12345", false)]
    [InlineData("Summer2026!!", false)]
    [InlineData("leila.haddad1", false)]
    [InlineData("FlaskTrack-2026", false)]
    [InlineData("nine tall birches by the fjord", true)]
    [InlineData("leila haddad walks to the fjord", true)]
    public void Length_counts_and_what_everybody_guesses_is_refused(string password, bool accepted) =>
        Assert.Equal(accepted, PasswordRules.Find(password, Leila) is null);

    [Fact]
    public async Task Sixty_four_characters_of_any_script_are_accepted_and_the_last_one_counts()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(name);
        var password = string.Concat(Enumerable.Range(0, 64).Select(i => char.ConvertFromUtf32(0x1F9EA + (i % 20))));

        Assert.True((await ChangeAsync(lab, visitor, AccountLab.Password, password)).IsOk);

        Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name, password[..^2] + "🧪"));
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name, password));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_characters_are_kept_and_one_more_is_refused()
    {
        var long128 = string.Concat(Enumerable.Range(0, 128).Select(i => (char)('a' + (i * 7 % 26))));

        Assert.Null(PasswordRules.Find(long128 + "", Leila));
        Assert.Contains("at most 128", PasswordRules.Find(long128 + "x", Leila), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_password_from_two_keyboards_is_the_same()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        await ChangeAsync(lab, await lab.EnterAsync(name), AccountLab.Password, "caf\u00e9 au bord du fjord");

        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name, "cafe\u0301 au bord du fjord"));
    }

    [Fact]
    public async Task A_change_needs_the_present_password_and_ends_all_other_sessions()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (phone, laptop) = (await lab.EnterAsync(name), await lab.EnterAsync(name));

        Assert.IsType<Problem.Invalid>((await ChangeAsync(lab, laptop, "wrong", "nine tall birches by the fjord")).Problem);
        var changed = await ChangeAsync(lab, laptop, AccountLab.Password, "nine tall birches by the fjord");

        Assert.Null(await lab.LiveAsync(phone));
        Assert.Null(await lab.LiveAsync(laptop));
        Assert.NotNull(await lab.LiveAsync(laptop with { SessionId = changed.Value.Id }));
        Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name));
    }

    [Fact]
    public async Task A_reset_still_asks_the_second_factor_ends_all_sessions_and_works_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (_, codes, visitor) = await lab.EnrolAsync(await lab.EnterAsync(name));
        var token = await RecoverAsync(lab, name);

        Assert.True((await lab.UseAsync<PasswordService, ResetForm?>(service => service.ReadResetAsync(token, default)))!.AsksForCode);
        Assert.IsType<Problem.Invalid>((await ResetAsync(lab, token, "nine tall birches by the fjord", null)).Problem);
        Assert.IsType<Problem.Invalid>((await ResetAsync(lab, token, "nine tall birches by the fjord", "000000")).Problem);
        Assert.NotNull(await lab.LiveAsync(visitor));
        Assert.True((await ResetAsync(lab, token, "nine tall birches by the fjord", codes[0])).IsOk);

        Assert.Null(await lab.LiveAsync(visitor));
        Assert.IsType<Problem.NotAllowed>((await ResetAsync(lab, token, "ten tall birches by the fjord", codes[1])).Problem);
        Assert.IsType<SignInOutcome.NeedsSecondFactor>(await lab.SignInAsync(name, "nine tall birches by the fjord"));
    }

    [Fact]
    public async Task A_link_runs_out_after_thirty_minutes()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var token = await RecoverAsync(lab, name);
        lab.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Null(await lab.UseAsync<PasswordService, ResetForm?>(service => service.ReadResetAsync(token, default)));
        Assert.IsType<Problem.NotAllowed>((await ResetAsync(lab, token, "nine tall birches by the fjord", null)).Problem);
    }

    [Fact]
    public void Hashes_take_at_least_210_000_iterations()
    {
        var services = new ServiceCollection();
        services.AddFlaskTrackAccounts();
        using var provider = services.BuildServiceProvider();

        Assert.True(provider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount >= 210_000);
    }

    private static Task<Result<StartedSession>> ChangeAsync(TestLab lab, Visitor visitor, string current, string next) =>
        lab.UseAsync<PasswordService, Result<StartedSession>>(service => service.ChangeAsync(visitor, current, next, default));

    private static async Task<string> RecoverAsync(TestLab lab, string name)
    {
        await lab.UseAsync<PasswordService, bool>(async service =>
        {
            await service.RecoverAsync(name, AccountLab.Stranger, default);
            return true;
        });
        return await lab.LinkSecretAsync("Set a new password");
    }

    private static Task<Result<Done>> ResetAsync(TestLab lab, string token, string password, string? code) =>
        lab.UseAsync<PasswordService, Result<Done>>(service => service.ResetAsync(token, password, code, AccountLab.Stranger, default));
}
