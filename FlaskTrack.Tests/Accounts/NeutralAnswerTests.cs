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

    /// <summary>Time is work: with an account and without one, each of two hundred tries costs the same verifications of a password and gets the same words, also once
    /// the tries are made to wait.</summary>
    [Fact]
    [Trait("assurance", "ACC-1")]
    public async Task Two_hundred_wrong_passwords_get_the_same_words_for_the_same_work_whether_there_is_an_account_or_not()
    {
        var (known, unknown) = (await TryAsync(200, "person1@lab.example"), await TryAsync(200, "nobody@lab.example"));

        Assert.Equal(unknown, known);
        Assert.Equal(1, known[0].Verifications);
        Assert.Contains(known, answer => answer.Sentence != known[0].Sentence); // the wait was reached
        Assert.Contains(known.Skip(10), answer => answer.Verifications == 1); // and the counting went on behind it
    }

    private static async Task<List<(string Sentence, int Verifications)>> TryAsync(int times, string name)
    {
        var counter = new VerificationCounter();
        await using var lab = await TestLab.OpenAsync(services => services.AddSingleton(counter).AddScoped<IPasswordHasher<User>, CountingHasher>());
        Assert.Equal("person1@lab.example", await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        await lab.SignInAsync("warm@lab.example", "a wrong password"); // the decoy is hashed once
        var answers = new List<(string, int)>();
        for (var i = 0; i < times; i++)
        {
            counter.Count = 0;
            var sentence = Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name, $"a wrong password {i}")).Sentence;
            answers.Add((sentence, counter.Count));
            lab.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        return answers;
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

    private sealed class VerificationCounter
    {
        public int Count { get; set; }
    }

    /// <summary>The product's own, counted.</summary>
    private sealed class CountingHasher(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options, VerificationCounter counter) : IPasswordHasher<User>
    {
        private readonly UnicodePasswordHasher hasher = new(options);

        public string HashPassword(User user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            counter.Count++;
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
