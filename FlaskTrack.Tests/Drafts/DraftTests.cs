using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Drafts;

/// <summary>G-6: what was typed is kept 14 days for whoever typed it, and for nobody else.</summary>
public sealed class DraftTests
{
    [Fact]
    public async Task A_draft_is_there_for_its_owner_alone_and_in_its_organization_alone()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync("plant");
        var ferment = await lab.OrganizationAsync("ferment");
        await plant.DoAsync(Role.Scientist, Keep("Callus \ud83e\0 half <b>"));

        var found = (await plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft;

        Assert.Equal("Callus \ufffd\0 half <b>", found!.Values.Typed["name"]);
        Assert.Equal("Leaf", found.Values.Was["name"]);
        Assert.Equal(lab.Clock.GetUtcNow(), found.At);
        Assert.Null((await plant.DoAsync(Role.Owner, new FindDraft("sample"))).Draft);
        Assert.Null((await plant.DoAsync(Role.Scientist, new FindDraft("sample", "SMP-000001"))).Draft);
        Assert.Null((await plant.DoAsync(Role.Scientist, new FindDraft("site"))).Draft);
        await ferment.JoinAsync(Role.Scientist);
        Assert.Null((await ferment.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
        Assert.IsType<Problem.Refused>((await lab.RunAsync(Caller.Demo(plant.UserOf(Role.Scientist), "ferment"), new FindDraft("sample"))).Problem);
    }

    [Fact]
    public async Task A_later_draft_takes_the_place_of_the_earlier_and_none_is_an_event()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var events = (await plant.EventsAsync()).Count;

        await plant.DoAsync(Role.Viewer, Keep("One"));
        await plant.DoAsync(Role.Viewer, Keep("Two"));

        Assert.Equal("Two", (await plant.DoAsync(Role.Viewer, new FindDraft("sample"))).Draft!.Values.Typed["name"]);
        Assert.Equal(1, await plant.ReadAsync(context => context.Set<FormDraft>().CountAsync()));
        await plant.DoAsync(Role.Viewer, new DropDraft("sample"));
        Assert.Null((await plant.DoAsync(Role.Viewer, new FindDraft("sample"))).Draft);
        Assert.Equal(0, await plant.ReadAsync(context => context.Set<FormDraft>().CountAsync()));
        Assert.Equal(events, (await plant.EventsAsync()).Count);
    }

    [Fact]
    public async Task A_draft_is_offered_for_14_days_and_then_deleted()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var installation = lab.Services.GetRequiredService<Installation>();
        await plant.DoAsync(Role.Scientist, Keep("Callus"));

        lab.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await installation.ForgetAsync(default));
        Assert.NotNull((await plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
        Assert.Equal(1, await installation.ForgetAsync(default));
        Assert.Equal(0, await plant.ReadAsync(context => context.Set<FormDraft>().CountAsync()));
    }

    [Fact]
    public async Task A_form_larger_than_any_of_ours_is_refused()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var result = await plant.RunAsync(Role.Scientist, Keep(new string('x', DraftValues.MostCharacters)));

        Assert.Equal("values", Assert.Single(Assert.IsType<Problem.Invalid>(result.Problem).Fields).Key);
    }

    private static KeepDraft Keep(string name) => new("sample", null, new DraftValues(new Dictionary<string, string?> { ["name"] = name }, new Dictionary<string, string?> { ["name"] = "Leaf" }));
}
