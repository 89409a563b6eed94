using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Accounts;

public sealed class EmailChangeTests
{
    [Fact]
    public async Task The_new_address_counts_once_its_link_is_followed_and_both_are_told()
    {
        await using var lab = await TestLab.OpenAsync();
        var before = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var visitor = await lab.EnterAsync(before);

        Assert.True((await RequestAsync(lab, visitor, "leila@new.example")).IsOk);
        Assert.Equal(before, await lab.EmailAsync(visitor.UserId!.Value));
        Assert.Equal(["leila@new.example", before], (await lab.LettersAsync()).Select(mail => mail.To));
        var token = await lab.LinkSecretAsync("Confirm your new address");
        Assert.True((await ConfirmAsync(lab, token)).IsOk);

        Assert.Equal("leila@new.example", await lab.EmailAsync(visitor.UserId.Value));
        Assert.Equal(before, (await lab.LettersAsync())[^1].To);
        Assert.False((await ConfirmAsync(lab, token)).IsOk);
    }

    [Fact]
    public async Task An_address_of_somebody_else_gets_a_letter_without_a_link_and_the_same_answer()
    {
        await using var lab = await TestLab.OpenAsync();
        var other = await lab.EmailAsync(await lab.PersonAsync("Ben Okafor"));
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));

        Assert.True((await RequestAsync(lab, visitor, other)).IsOk);

        Assert.DoesNotContain("token=", Assert.Single(await lab.LettersAsync(), mail => mail.To == other).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_asks_to_confirm_who_acts_after_five_minutes()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        lab.Clock.Advance(TimeSpan.FromMinutes(6));

        var refused = Assert.IsType<Problem.Refused>((await RequestAsync(lab, visitor, "leila@new.example")).Problem);

        Assert.Equal("recent_authentication", refused.Denial.RequiredCapability);
    }

    private static Task<Result<Done>> RequestAsync(TestLab lab, Visitor visitor, string email) =>
        lab.UseAsync<EmailService, Result<Done>>(service => service.RequestAsync(visitor, email, default));

    private static Task<Result<string>> ConfirmAsync(TestLab lab, string token) =>
        lab.UseAsync<EmailService, Result<string>>(service => service.ConfirmAsync(token, AccountLab.Stranger, default));
}
