using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Components.Pages.Samples;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SampleComparisonTests
{
    [Fact]
    public async Task Lines_say_what_differs_and_leave_out_what_no_sample_has()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("A1") with { CustomFields = new Dictionary<string, string> { ["Medium"] = "MS" } };
        await plant.DoAsync(Role.Scientist, new CreateSample(fields));
        await plant.SampleAsync(name: "A2", state: "rooting");
        SampleView[] views = [await plant.DoAsync(Role.Viewer, new GetSample("SMP-000001")), await plant.DoAsync(Role.Viewer, new GetSample("SMP-000002"))];

        var lines = SampleComparison.Lines(views, at => at?.ToString("O"));

        Assert.Equal(["Initiated", "Rooting"], lines.Single(line => line.Label == "State").Values);
        Assert.True(lines.Single(line => line.Label == "State").Differs);
        Assert.False(lines.Single(line => line.Label == "Species").Differs);
        Assert.Equal(["MS", null], lines.Single(line => line.Label == "Medium").Values);
        Assert.DoesNotContain(lines, line => line.Label is "Place" or "Source" or "Parents");
    }

    [Fact]
    public async Task Masked_values_are_said_to_be_hidden()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("A1") with { Sensitive = true, Source = "Grower 7", Notes = "Secret" }));

        var lines = SampleComparison.Lines([await plant.DoAsync(Role.Viewer, new GetSample("SMP-000001"))], _ => null);

        Assert.Equal("Hidden from you", lines.Single(line => line.Label == "Source").Values[0]);
        Assert.DoesNotContain(lines, line => line.Values.Any(value => value?.Contains("Secret", StringComparison.Ordinal) == true));
    }
}
