using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Accounts;

public sealed class SetupTests
{
    private static readonly NewAccount Owner = new("Leila Haddad", "leila.haddad", "leila@nordhavn.example", "nine tall birches by the fjord");
    private static readonly CreateOrganization Nordhavn = new("Nordhavn Biolabs", "nordhavn");

    [Fact]
    public async Task The_set_up_code_makes_the_first_owner_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var code = await CodeAsync(lab);

        var done = await CompleteAsync(lab, code!, Owner);

        Assert.True(done.IsOk, done.Problem?.Sentence);
        Assert.Equal("nordhavn", done.Value.Organization);
        Assert.IsType<SignInOutcome.SignedIn>(await lab.SignInAsync("leila.haddad", Owner.Password!));
        Assert.IsType<Problem.NotAllowed>((await CompleteAsync(lab, code!, Owner)).Problem);
        Assert.Null(await CodeAsync(lab));
    }

    [Fact]
    public async Task Only_the_newest_code_counts_and_a_wrong_field_does_not_use_it_up()
    {
        await using var lab = await TestLab.OpenAsync();
        var old = await CodeAsync(lab);
        var code = await CodeAsync(lab);

        Assert.IsType<Problem.Invalid>((await CompleteAsync(lab, old!, Owner)).Problem);
        Assert.IsType<Problem.Invalid>((await CompleteAsync(lab, code!, Owner with { Password = "short" })).Problem);
        Assert.True((await CompleteAsync(lab, code!.ToLowerInvariant(), Owner)).IsOk);
    }

    [Fact]
    public async Task Guessing_the_code_runs_into_waits()
    {
        await using var lab = await TestLab.OpenAsync();
        var code = await CodeAsync(lab);
        for (var i = 0; i < 5; i++) await CompleteAsync(lab, "AAAA-AAAA-AAAA-AAAA", Owner);

        Assert.IsType<Problem.Invalid>((await CompleteAsync(lab, code!, Owner)).Problem);
        Assert.Equal(0, await lab.ReadAsync(context => context.Users.CountAsync()));
    }

    private static Task<string?> CodeAsync(TestLab lab) => lab.UseAsync<SetupService, string?>(service => service.NewCodeAsync(default));

    private static Task<Result<SetUp>> CompleteAsync(TestLab lab, string code, NewAccount account) =>
        lab.UseAsync<SetupService, Result<SetUp>>(service => service.CompleteAsync(code, account, Nordhavn, AccountLab.Stranger, default));
}
