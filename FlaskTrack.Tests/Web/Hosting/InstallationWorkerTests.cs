using System.Text.Json;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Hosting;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlaskTrack.Tests.Web.Hosting;

public sealed class InstallationWorkerTests
{
    [Fact]
    public async Task A_quarter_of_an_hour_signs_what_happened_and_a_night_verifies()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        using var worker = new InstallationWorker(lab.Services.GetRequiredService<InstallationWork>(), lab.Services.GetRequiredService<Installation>(), lab.Clock, NullLogger<InstallationWorker>.Instance);

        await worker.BeatAsync(default);
        var first = await plant.DoAsync(Role.Owner, new GetChainStatus());
        lab.Clock.Advance(TimeSpan.FromMinutes(15));
        await plant.SampleAsync();
        await worker.BeatAsync(default);
        var second = await plant.DoAsync(Role.Owner, new GetChainStatus());
        lab.Clock.Advance(TimeSpan.FromDays(1));
        await worker.BeatAsync(default);
        var third = await plant.DoAsync(Role.Owner, new GetChainStatus());

        Assert.True(first.LastVerification is { IsIntact: true });
        Assert.True(second.Checkpoints > first.Checkpoints);
        Assert.Equal(first.LastVerification!.Time, second.LastVerification!.Time);
        Assert.Equal(lab.Clock.GetUtcNow(), third.LastVerification!.Time);
    }

    [Fact]
    public async Task Anybody_may_read_the_public_keys_and_packets_are_signed_with_one()
    {
        await using var lab = await WebLab.OpenAsync();

        var json = JsonDocument.Parse(await lab.Browse().ReadAsync(InstallationServices.KeysPath));

        var key = Assert.Single(json.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(lab.App.Services.GetRequiredService<SigningKeys>().Active.KeyId, key.GetProperty("key_id").GetString());
        Assert.DoesNotContain("PRIVATE", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }
}
