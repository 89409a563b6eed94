using Bunit;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Matrix.Ui;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Web.Evidence;

public sealed class BuildingPacketTests
{
    [Fact]
    public async Task The_page_shows_how_far_a_packet_is_and_offers_the_file_once_it_is_built()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        await using var tab = new UiLab(lab, plant.As(Role.Scientist));
        var page = tab.Open($"/evidence/{packet.Code}");

        Assert.NotEmpty(page.FindAll("main [role=progressbar]"));
        Assert.Empty(page.FindAll("a[download]"));
        await plant.BuildAsync(Role.Scientist, packet);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("a[download]")), TimeSpan.FromSeconds(20));
        Assert.Empty(page.FindAll("main [role=progressbar]"));
    }
}
