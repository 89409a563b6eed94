using Bunit;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Matrix.Ui;

/// <summary>A page left open reads again when others change something; that must not look like somebody sitting there.</summary>
[Trait("assurance", "S11")]
public sealed class UnattendedTabTests
{
    [Fact]
    public async Task What_a_tab_reads_because_of_others_is_marked_and_what_its_person_does_is_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await using var tab = new UiLab(lab, plant.As(Role.Viewer));

        tab.Services.GetRequiredService<OpenPages>().Listen();
        tab.Open("/samples");
        Assert.All(tab.Ran, run => Assert.False(run.Unattended, run.Name));
        var before = tab.Ran.Count;
        await plant.DoAsync(Role.Scientist, new SetSampleAccess(sample.Id, Visibility.Restricted, null));
        tab.Routes.WaitForState(() => tab.Ran.Skip(before).Any(run => run.Name == nameof(FindSamples)), TimeSpan.FromSeconds(20));
        tab.Settle();

        Assert.Contains(tab.Ran.Skip(before), run => run.Name == nameof(GetMyAccess));
        Assert.All(tab.Ran.Skip(before), run => Assert.True(run.Unattended, run.Name));
        before = tab.Ran.Count;
        tab.Open("/members");
        Assert.All(tab.Ran.Skip(before), run => Assert.False(run.Unattended, run.Name));
    }

    [Fact]
    public async Task A_session_that_only_its_pages_use_lapses()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var visitor = await lab.EnterAsync(await plant.EmailAsync(plant.UserOf(Role.Viewer)));
        var caller = new Core.Platform.Operations.Caller { UserId = visitor.UserId, SessionId = visitor.SessionId, Organization = "plant", Channel = "ui" };

        for (var minutes = 0; minutes < 30; minutes += 10)
        {
            Assert.True((await lab.RunAsync(caller with { IsUnattended = true }, new FindSamples())).IsOk);
            lab.Clock.Advance(TimeSpan.FromMinutes(10.1));
        }

        Assert.Equal(DenialCode.Unauthenticated, (await lab.RunAsync(caller with { IsUnattended = true }, new FindSamples())).Denied().Code);
    }
}
