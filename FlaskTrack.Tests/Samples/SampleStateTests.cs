using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SampleStateTests
{
    [Fact]
    public async Task A_move_that_skips_too_much_is_refused_with_the_allowed_states()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();

        var result = await plant.RunAsync(Role.Scientist, new ChangeSampleState(sample.Code, "rooting"));

        Assert.Contains("Allowed next: sterilized, established, contaminated, dead, discarded.", result.NotAllowed(), StringComparison.Ordinal);
        Assert.Equal("initiated", (await plant.ViewAsync(sample)).State);
    }

    [Fact]
    public async Task A_technician_moves_a_sample_and_the_move_is_audited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        lab.Clock.Advance(TimeSpan.FromHours(1));

        await plant.DoAsync(Role.Technician, new ChangeSampleState(sample.Code, "established", sample.Version, "Clean after 7 days"));

        var change = (await plant.EventsAsync())[^1];
        Assert.Equal(("samples.change-state", "Clean after 7 days"), (change.Action, change.Reason));
        Assert.Contains("\"state\":\"initiated\"", change.Before, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"established\"", change.After, StringComparison.Ordinal);
        Assert.Equal(lab.Clock.GetUtcNow(), (await plant.ViewAsync(sample)).StateChangedAt);
    }

    [Fact]
    public async Task An_end_is_left_only_by_a_correction_with_a_reason()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(sample.Code, "contaminated"));

        var moved = await plant.RunAsync(Role.Scientist, new ChangeSampleState(sample.Code, "established"));
        var silent = await plant.RunAsync(Role.Scientist, new CorrectSampleState(sample.Code, "initiated", " "));
        var technician = await plant.RunAsync(Role.Technician, new CorrectSampleState(sample.Code, "initiated", "Wrong flask"));
        await plant.DoAsync(Role.Scientist, new CorrectSampleState(sample.Code, "initiated", "Wrong flask"));

        Assert.Contains("is an end", moved.NotAllowed(), StringComparison.Ordinal);
        Assert.True(silent.Invalid().ContainsKey("reason"));
        Assert.Equal("samples.edit", technician.Denied().RequiredCapability);
        Assert.Equal("initiated", (await plant.ViewAsync(sample)).State);
        var entries = (await plant.DoAsync(Role.Viewer, new GetSampleTimeline(sample.Code))).Entries;
        Assert.Equal(["State corrected from contaminated to initiated", "Moved from initiated to contaminated", "Created"], entries.Select(entry => entry.Sentence));
        Assert.Equal("Wrong flask", entries[0].Reason);
    }

    [Fact]
    public async Task A_sample_in_no_end_needs_no_correction()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();

        Assert.Contains("no end", (await plant.RunAsync(Role.Scientist, new CorrectSampleState(sample.Code, "established", "x"))).NotAllowed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Domain.TissueCulture, "initiated", "sterilized established contaminated dead discarded")]
    [InlineData(Domain.TissueCulture, "multiplying", "multiplying rooting contaminated dead discarded")]
    [InlineData(Domain.TissueCulture, "rooting", "multiplying acclimatizing contaminated dead discarded")]
    [InlineData(Domain.Fungus, "fruiting", "resting harvested contaminated discarded")]
    [InlineData(Domain.Agrobacterium, "liquid_culture", "induced co_cultivating escaped contaminated discarded")]
    [InlineData(Domain.Agrobacterium, "co_cultivating", "resting selecting escaped contaminated discarded")]
    [InlineData(Domain.Fermentation, "inoculated", "lag exponential failed contaminated discarded")]
    [InlineData(Domain.General, "created", "in_progress failed discarded")]
    [InlineData(Domain.General, "failed", "")]
    public void A_model_allows_these_states_next(Domain domain, string state, string next) =>
        Assert.Equal(next, string.Join(' ', SampleStates.Of(domain).Next(state).Select(s => s.Key)));

    [Fact]
    public void Every_end_is_reached_from_every_state_that_is_no_end_and_left_for_none()
    {
        foreach (var model in SampleStates.All)
        {
            var ends = model.States.Where(state => state.IsEnd).ToList();
            Assert.True(ends.Count >= 2);
            foreach (var state in model.States) Assert.Equal(state.IsEnd ? [] : ends, model.Next(state.Key).Where(s => s.IsEnd));
        }
    }
}
