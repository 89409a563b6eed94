using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Accounts;

public sealed class ApiTokenTests
{
    private static readonly Visitor Client = new("rest", "203.0.113.9", "curl/8");

    [Fact]
    public async Task Access_tokens_live_five_minutes_and_refresh_tokens_change_at_each_use()
    {
        await using var lab = await TestLab.OpenAsync();
        var first = await LoginAsync(lab);
        Assert.NotNull(await FindAsync(lab, first.AccessToken));
        lab.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await FindAsync(lab, first.AccessToken));

        var second = Assert.IsType<TokenOutcome.Issued>(await RefreshAsync(lab, first.RefreshToken));

        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.NotNull(await FindAsync(lab, second.AccessToken));
        Assert.Equal(first.Session.Id, second.Session.Id);
    }

    [Fact]
    public async Task A_used_refresh_token_ends_the_whole_family_also_long_after()
    {
        await using var lab = await TestLab.OpenAsync();
        var first = await LoginAsync(lab);
        var second = Assert.IsType<TokenOutcome.Issued>(await RefreshAsync(lab, first.RefreshToken));
        var third = Assert.IsType<TokenOutcome.Issued>(await RefreshAsync(lab, second.RefreshToken));

        Assert.IsType<TokenOutcome.Refused>(await RefreshAsync(lab, first.RefreshToken));

        Assert.Null(await FindAsync(lab, third.AccessToken));
        Assert.IsType<TokenOutcome.Refused>(await RefreshAsync(lab, third.RefreshToken));
    }

    [Fact]
    public async Task A_refresh_token_lives_seven_days()
    {
        await using var lab = await TestLab.OpenAsync();
        var tokens = await LoginAsync(lab);
        lab.Clock.Advance(TimeSpan.FromDays(7));

        Assert.IsType<TokenOutcome.Refused>(await RefreshAsync(lab, tokens.RefreshToken));
    }

    [Fact]
    public async Task Two_refreshes_at_once_give_tokens_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var tokens = await LoginAsync(lab);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(lab, tokens.RefreshToken)));

        Assert.True(outcomes.OfType<TokenOutcome.Issued>().Count() <= 1);
    }

    [Fact]
    public async Task Signing_out_ends_both_tokens_and_no_token_is_stored_as_it_is()
    {
        await using var lab = await TestLab.OpenAsync();
        var tokens = await LoginAsync(lab);
        var row = await lab.ReadAsync(context => context.Set<UserSession>().SingleAsync());
        foreach (var stored in new[] { row.AccessTokenHash, row.RefreshTokenHash, row.RefreshFamilyHash })
        {
            Assert.Equal(64, stored!.Length);
            Assert.DoesNotContain(stored, tokens.AccessToken + tokens.RefreshToken, StringComparison.Ordinal);
        }

        await lab.UseAsync<ApiTokenService, bool>(async service =>
        {
            await service.LogoutAsync(Client with { UserId = tokens.Session.UserId, SessionId = tokens.Session.Id }, default);
            return true;
        });

        Assert.Null(await FindAsync(lab, tokens.AccessToken));
        Assert.IsType<TokenOutcome.Refused>(await RefreshAsync(lab, tokens.RefreshToken));
    }

    [Fact]
    public async Task An_enrolled_person_sends_a_code_with_the_password()
    {
        await using var lab = await TestLab.OpenAsync();
        var name = await lab.EmailAsync(await lab.PersonAsync("Leila Haddad"));
        var (_, codes, _) = await lab.EnrolAsync(await lab.EnterAsync(name));

        Assert.True(Assert.IsType<TokenOutcome.Refused>(await LoginAsync(lab, name, null)).NeedsCode);
        Assert.False(Assert.IsType<TokenOutcome.Refused>(await LoginAsync(lab, name, "000000")).NeedsCode);
        Assert.IsType<TokenOutcome.Issued>(await LoginAsync(lab, name, codes[0]));
    }

    private static async Task<TokenOutcome.Issued> LoginAsync(TestLab lab) =>
        Assert.IsType<TokenOutcome.Issued>(await LoginAsync(lab, await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")), null));

    private static Task<TokenOutcome> LoginAsync(TestLab lab, string name, string? code) =>
        lab.UseAsync<ApiTokenService, TokenOutcome>(service => service.LoginAsync(name, AccountLab.Password, code, null, Client, default));

    private static Task<TokenOutcome> RefreshAsync(TestLab lab, string token) => lab.UseAsync<ApiTokenService, TokenOutcome>(service => service.RefreshAsync(token, Client, default));

    private static Task<StartedSession?> FindAsync(TestLab lab, string token) => lab.UseAsync<ApiTokenService, StartedSession?>(service => service.FindAsync(token, default));
}
