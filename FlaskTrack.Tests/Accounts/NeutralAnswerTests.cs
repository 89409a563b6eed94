using System.Diagnostics;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Accounts;

/// <summary>ASVS 6.3.8: neither words nor time tell whether there is such an account.</summary>
public sealed class NeutralAnswerTests
{
    [Fact]
    public async Task A_wrong_password_takes_as_long_and_says_the_same_for_a_name_without_account()
    {
        await using var lab = await TestLab.OpenAsync(services => services.Configure<PasswordHasherOptions>(options => options.IterationCount = 60_000));
        var known = new List<string>();
        for (var i = 0; i < 15; i++) known.Add(await lab.EmailAsync(await lab.PersonAsync($"Person {i}")));
        await TimeAsync(lab, known[0]);
        await TimeAsync(lab, "warm@lab.example");

        var (withAccount, without) = (new List<double>(), new List<double>());
        foreach (var name in known.Skip(1))
        {
            withAccount.Add(await TimeAsync(lab, name));
            without.Add(await TimeAsync(lab, $"nobody.{name}"));
        }

        // Without the decoy the second median is a small part of the first; the factor leaves room for a busy machine.
        var (a, b) = (Median(withAccount), Median(without));
        Assert.True(b > a * 0.6 && b < a * 1.7, $"{a:F1} ms with an account, {b:F1} ms without");
    }

    [Fact]
    public async Task A_recovery_link_is_sent_to_accounts_only_and_at_most_once_a_minute()
    {
        await using var lab = await TestLab.OpenAsync();
        var mail = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));

        foreach (var address in new[] { mail, "nobody@lab.example", mail }) await lab.UseAsync<PasswordService, bool>(async service =>
        {
            await service.RecoverAsync(address, AccountLab.Stranger, default);
            return true;
        });

        var letter = Assert.Single(await lab.LettersAsync());
        Assert.Equal(mail, letter.To);
        Assert.Contains("http://localhost:5000/sign-in/reset?token=", letter.Text, StringComparison.Ordinal);
    }

    private static async Task<double> TimeAsync(TestLab lab, string name)
    {
        var watch = Stopwatch.StartNew();
        var outcome = await lab.SignInAsync(name, "a wrong password");
        Assert.Equal("Name and password do not match. Check both and try again.", Assert.IsType<SignInOutcome.Refused>(outcome).Sentence);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
