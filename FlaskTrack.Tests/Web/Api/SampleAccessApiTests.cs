using System.Text.Json;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Web.Api;

public sealed class SampleAccessApiTests
{
    [Fact]
    public async Task Who_reaches_a_sample_and_why_is_answered_over_the_wire()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Viewer);
        await lab.MakeAsync();

        var reach = await lab.ReadAsync(Role.Viewer, "samples/SMP-000001/access");
        var yes = await lab.ReadAsync(Role.Viewer, "samples/1/access/explain?permission=records.view");
        var no = await lab.ReadAsync(Role.Viewer, "samples/1/access/explain?permission=samples.edit");

        Assert.Contains(reach.GetProperty("people").EnumerateArray(), person => person.GetProperty("level").GetString() == "owner");
        Assert.True(yes.GetProperty("allowed").GetBoolean());
        Assert.Equal((false, "FORBIDDEN"), (no.GetProperty("allowed").GetBoolean(), no.GetProperty("code").GetString()));
        Assert.Contains(no.GetProperty("facts").EnumerateArray(), (JsonElement fact) => fact.GetProperty("decides").GetBoolean());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "GET", "samples/1/access/explain"), 422, "VALIDATION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "GET", "samples/99/access"), 404, "NOT_FOUND");
    }
}
