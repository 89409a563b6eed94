using System.Net;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

public sealed partial class SignInPageTests
{
    [Theory]
    [InlineData("/account/sessions?x=1", "/account/sessions?x=1")]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task Signing_in_goes_back_to_where_one_was_and_never_to_another_site(string asked, string expected)
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var answer = await lab.Browse().SignInAsync(WebLab.Email, AccountLab.Password, $"/sign-in?ReturnUrl={Uri.EscapeDataString(asked)}");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!;
        Assert.Equal(new Uri(lab.Address, expected), new Uri(lab.Address, location));
    }

    [Fact]
    public async Task A_page_of_ones_own_asks_to_sign_in_first()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var answer = await lab.Browse().GetAsync("/account/sessions");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?ReturnUrl=%2Faccount%2Fsessions", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_a_wrong_password_is_the_same_page_for_a_name_without_account()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var known = await AnswerAsync(lab, WebLab.Email);
        var unknown = await AnswerAsync(lab, "nobody@nordhavn.example");

        Assert.Contains("Name and password do not match.", known, StringComparison.Ordinal);
        Assert.Equal(known, unknown);
        Assert.DoesNotContain("a wrong password", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recovery_page_answers_alike_for_every_address()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var answers = new List<string>();
        foreach (var address in new[] { WebLab.Email, "nobody@nordhavn.example" })
            answers.Add(Plain(await (await lab.Browse().PostAsync("/sign-in/recover", "recover", [new("email", address)])).Content.ReadAsStringAsync(), address));

        Assert.Contains("If there is an account with this address", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task A_session_ended_from_another_device_is_refused_at_once()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var (phone, laptop) = (await lab.EnterAsync(), await lab.EnterAsync());
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/account")).StatusCode);

        var done = await laptop.PostAsync("/account/sessions", "others", []);

        Assert.Contains("All other sessions are ended.", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var answer = await phone.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("You are signed out.", await phone.ReadAsync(new Uri(lab.Address, answer.Headers.Location!).PathAndQuery), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await laptop.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_kept_from_before_the_sign_out_counts_no_more()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();
        var kept = browser.Cookies["flasktrack"]!.Value;

        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/account", null, [], "/sign-out")).StatusCode);

        var thief = lab.Browse();
        thief.Client.DefaultRequestHeaders.Add("Cookie", $"flasktrack={kept}");
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task An_empty_installation_leads_to_the_set_up_and_its_code_makes_the_owner()
    {
        await using var lab = await WebLab.OpenAsync();
        var browser = lab.Browse();
        Assert.EndsWith("/setup", (await browser.GetAsync("/sign-in")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        await using var scope = lab.App.Services.CreateAsyncScope();
        var code = await scope.ServiceProvider.GetRequiredService<SetupService>().NewCodeAsync(default);

        var answer = await browser.PostAsync("/setup", "setup",
        [
            new("code", code!), new("organization", "Nordhavn Biolabs"), new("slug", "nordhavn"), new("full_name", "Leila Haddad"),
            new("email", WebLab.Email), new("user_name", "leila.haddad"), new("password", "nine tall birches by the fjord"),
        ]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Nordhavn Biolabs", await browser.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_tries_from_one_address_are_slowed_but_pages_still_open()
    {
        await using var lab = await WebLab.OpenAsync("--SignIn:PerAddressAndMinute=3");
        var browser = lab.Browse();
        await lab.LeilaAsync();
        for (var i = 0; i < 3; i++) await browser.SignInAsync($"nobody{i}@nordhavn.example", "a wrong password");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(WebLab.Email, AccountLab.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).StatusCode);
        var elsewhere = lab.Browse();
        elsewhere.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.SignInAsync(WebLab.Email, AccountLab.Password)).StatusCode);
    }

    private static async Task<string> AnswerAsync(WebLab lab, string name) =>
        Plain(await (await lab.Browse().SignInAsync(name, "a wrong password")).Content.ReadAsStringAsync(), name);

    /// <summary>The page without what differs from one loading to the next.</summary>
    private static string Plain(string page, string typed) => Changing().Replace(page, "").Replace(typed, "", StringComparison.Ordinal);

    [GeneratedRegex("value=\"CfDJ[^\"]+\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
