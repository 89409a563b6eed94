using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

public sealed class LockOutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waits_grow_after_five_wrong_tries_alike_for_accounts_and_for_names_without_one(bool exists)
    {
        await using var lab = await TestLab.OpenAsync();
        var name = exists ? await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")) : "nobody@lab.example";
        for (var i = 0; i < 5; i++) Assert.StartsWith("Name and password", await SentenceAsync(lab, name), StringComparison.Ordinal);

        foreach (var (seconds, words) in new[] { (30, "30 seconds"), (60, "60 seconds"), (120, "2 minutes"), (300, "5 minutes"), (900, "15 minutes"), (900, "15 minutes") })
        {
            Assert.Equal($"Too many tries. Try again in {words}.", await SentenceAsync(lab, name));
            lab.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal("Too many tries. Try again in 1 second.", await SentenceAsync(lab, name));
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.StartsWith("Name and password", await SentenceAsync(lab, name), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_right_password_is_not_looked_at_during_a_wait_and_ends_the_counting_after_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        for (var i = 0; i < 5; i++) await lab.SignInAsync(name, "wrong");

        Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name));
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name));

        for (var i = 0; i < 4; i++) await lab.SignInAsync(name, "wrong");
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name));
    }

    [Fact]
    public async Task Tries_spread_over_more_than_fifteen_minutes_do_not_add_up()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        for (var i = 0; i < 4; i++) await lab.SignInAsync(name, "wrong");
        lab.Clock.Advance(TimeSpan.FromMinutes(16));
        for (var i = 0; i < 4; i++) await lab.SignInAsync(name, "wrong");

        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync(name));
    }

    [Fact]
    public async Task Tries_sent_at_once_do_not_slip_past_the_limit()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SentenceAsync(lab, name)));

        Assert.Equal(5, outcomes.Count(sentence => sentence.StartsWith("Name and password", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Failures_and_lock_out_are_in_the_audit_log_of_each_organization_of_the_person()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var name = await lab.EmailAsync(plant.UserOf(Role.Viewer));

        for (var i = 0; i < 5; i++) await lab.SignInAsync(name, "wrong");
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.SignInAsync(name);

        var actions = (await plant.EventsAsync()).Select(e => e.Action).Where(action => action.StartsWith("auth.", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, actions.Count(action => action == "auth.sign-in-failed"));
        Assert.Single(actions, "auth.lock-out");
        Assert.Equal("auth.sign-in", actions[^1]);
    }

    private static async Task<string> SentenceAsync(TestLab lab, string name) => Assert.IsType<SignInOutcome.Refused>(await lab.SignInAsync(name, "wrong")).Sentence;
}
