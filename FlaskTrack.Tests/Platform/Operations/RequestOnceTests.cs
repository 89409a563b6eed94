using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Operations;

/// <summary>The claim of a request in the transaction of its change.</summary>
public sealed class RequestOnceTests
{
    private static readonly Guid Form = Guid.NewGuid();

    [Fact]
    public async Task A_form_sent_twice_is_saved_once()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lab.RunAsync(Sent(plant), new CreateSite("North", "NORTH"))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal(RequestOnce.WasDone, Assert.IsType<Problem.NotAllowed>(result.Problem).Why));
        Assert.Equal(1, await plant.ReadAsync(context => context.Set<Site>().CountAsync()));
    }

    [Fact]
    public async Task A_new_organization_is_founded_once_too()
    {
        await using var lab = await TestLab.OpenAsync();
        var caller = Caller.Demo(await lab.PersonAsync("Leila Haddad"), null);

        var first = await lab.RunAsync(caller with { Once = RequestOnce.OfForm("organization", Form) }, new CreateOrganization("Nordhavn", "nordhavn"));
        var second = await lab.RunAsync(caller with { Once = RequestOnce.OfForm("organization", Form) }, new CreateOrganization("Nordhavn", "nordhavn-2"));

        Assert.True(first.IsOk);
        Assert.IsType<Problem.NotAllowed>(second.Problem);
    }

    [Fact]
    public async Task What_was_refused_claims_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.IsType<Problem.Invalid>((await lab.RunAsync(Sent(plant), new CreateSite("", "NORTH"))).Problem);

        Assert.True((await lab.RunAsync(Sent(plant), new CreateSite("North", "NORTH"))).IsOk);
    }

    [Fact]
    public async Task A_request_is_forgotten_after_a_day()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var installation = lab.Services.GetRequiredService<Installation>();
        Assert.True((await lab.RunAsync(Sent(plant), new CreateSite("North", "NORTH"))).IsOk);

        lab.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await installation.ForgetAsync(default));
        Assert.IsType<Problem.NotAllowed>((await lab.RunAsync(Sent(plant), new CreateSite("South", "SOUTH"))).Problem);
        lab.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True((await lab.RunAsync(Sent(plant), new CreateSite("South", "SOUTH"))).IsOk);
        lab.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await installation.ForgetAsync(default));
    }

    /// <summary>The answer was lost with the process that gave it: the change is not made again, and whoever asks is told.</summary>
    [Fact]
    public async Task After_a_restart_the_claim_and_the_answer_are_still_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var user = plant.UserOf(Role.Owner);
        RequestOnce Same() => new("POST /api/v1/sites", "key", "body"u8);
        Assert.True((await lab.RunAsync(plant.As(Role.Owner) with { Once = Same() }, new CreateSite("North", "NORTH"))).IsOk);

        await using var restarted = Restarted(lab);
        var answers = restarted.GetRequiredService<RequestAnswers>();
        Assert.IsType<SameRequest.Unanswered>(await answers.FindAsync(user, Same(), default));
        await answers.KeepAsync(user, Same(), "the answer", default);

        Assert.Equal(new SameRequest.Answered("the answer"), await lab.Services.GetRequiredService<RequestAnswers>().FindAsync(user, Same(), default));
        Assert.IsType<SameRequest.Other>(await answers.FindAsync(user, new RequestOnce("POST /api/v1/sites", "key", "other body"u8), default));
        Assert.IsType<SameRequest.New>(await answers.FindAsync(user, new RequestOnce("POST /api/v1/sites", "other key", "body"u8), default));
        Assert.IsType<SameRequest.New>(await answers.FindAsync(user + 1, Same(), default));
    }

    private static Caller Sent(TestOrganization plant) => plant.As(Role.Owner) with { Once = RequestOnce.OfForm("site", Form) };

    /// <summary>Another process on the same database.</summary>
    private static ServiceProvider Restarted(TestLab lab)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(lab.Clock);
        services.AddLogging();
        services.AddFlaskTrackCore(lab.Services.GetRequiredService<DatabaseOptions>());
        return services.BuildServiceProvider();
    }
}
