using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>What the check before an act on many samples promises is what the server does, for every act, role and situation.</summary>
public sealed class BulkCheckTests
{
    private const string Why = "Asked for in the matrix";

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    public async Task The_check_names_exactly_the_samples_that_the_act_would_change(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        ground.Actor = role;
        var (site, heir) = (await ground.SiteAsync(), (await ground.Lab.AnotherAsync(Role.Scientist, "Heir")).MemberId);
        var wrong = new List<string>();

        foreach (var act in Enum.GetValues<SampleAct>())
        {
            foreach (var situation in Enum.GetValues<Situation>())
            {
                ground.Situation = situation;
                var code = await ground.SampleCodeAsync();
                var other = situation is Situation.Restricted or Situation.OwnRestricted ? Visibility.Organization : Visibility.Restricted;
                var check = await ground.Lab.DoAsync(role, new CheckSamples(new SampleFilter { Codes = [code], Status = null }, act) { State = "sterilized", Visibility = other, MemberId = heir, SiteId = site });
                var done = await ActAsync(ground, act, code, other, heir, site);
                if (check.Ready.Any(ready => ready.Code == code) != done is null) wrong.Add($"{act} on {situation}: check {(check.Ready.Count == 1 ? "promises it" : "leaves it")}, but {done?.Sentence ?? "it happened"}");
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<Problem?> ActAsync(Ground ground, SampleAct act, string code, Visibility visibility, long heir, long site) => act switch
    {
        SampleAct.State => (await ground.Lab.RunAsync(ground.Actor, new ChangeSampleStates([code], "sterilized"))).Problem,
        SampleAct.Visibility => (await ground.Lab.RunAsync(ground.Actor, new SetSamplesAccess([code], visibility))).Problem,
        SampleAct.Site => (await ground.Lab.RunAsync(ground.Actor, new SetSamplesSite([code], site))).Problem,
        SampleAct.Transfer => (await ground.Lab.RunAsync(ground.Actor, new TransferSamples([code], heir, Why))).Problem,
        SampleAct.Archive => (await ground.Lab.RunAsync(ground.Actor, new ArchiveSamples([code]))).Problem,
        SampleAct.Restore => (await ground.Lab.RunAsync(ground.Actor, new RestoreSamples([code], Why))).Problem,
        SampleAct.Delete => (await ground.Lab.RunAsync(ground.Actor, new DeleteSamples([code], Why))).Problem,
        _ => throw new InvalidOperationException($"Act {act} is not in the matrix."),
    };
}
