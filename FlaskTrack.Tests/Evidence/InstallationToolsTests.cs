using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Evidence;

public sealed class InstallationToolsTests
{
    [Fact]
    public async Task The_command_line_builds_under_a_members_rights_and_verifies()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var tools = lab.Services.GetRequiredService<InstallationTools>();
        var file = Path.Combine(lab.Folder, "out.zip");

        var built = await tools.BuildPacketAsync("plant", sample.Code, await EmailAsync(plant, Role.Auditor), file);
        var refused = await tools.BuildPacketAsync("plant", sample.Code, await EmailAsync(plant, Role.Viewer), Path.Combine(lab.Folder, "no.zip"));

        Assert.True(built.IsOk, built.Problem?.Sentence);
        Assert.True((await tools.VerifyPacketAsync(file)).Ok);
        Assert.Equal("evidence.generate", refused.Denied().RequiredCapability);
        Assert.False(File.Exists(Path.Combine(lab.Folder, "no.zip")));
        Assert.True((await tools.VerifyOrganizationAsync("plant"))!.Ok);
        Assert.Null(await tools.VerifyOrganizationAsync("nowhere"));
        Assert.Equal("Command line", (await plant.EventsAsync())[^1].ActorName);

        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.False((await tools.VerifyPacketAsync(file)).Ok);
    }

    [Fact]
    [Trait("assurance", "P11-10c")]
    public async Task A_backup_under_load_restores_elsewhere_and_verifies()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        await lab.Services.GetRequiredService<InstallationWork>().SignCheckpointsAsync(default);
        var file = Path.Combine(lab.Folder, "backup.zip");

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) await plant.SampleAsync(name: $"load {i}");
        });
        var manifest = await lab.Services.GetRequiredService<InstallationBackup>().BackupAsync(file);
        await writing;

        var target = Directory.CreateDirectory(Path.Combine(lab.Folder, "elsewhere")).FullName;
        var elsewhere = At(target, lab);
        var restored = await elsewhere.RestoreAsync(file);
        Assert.True(restored.IsIntact, restored.Chains.FirstOrDefault(chain => !chain.Ok)?.First?.Detail);
        Assert.Equal(["plant"], restored.Chains.Select(chain => chain.Organization));
        Assert.Equal(manifest.Files.Count, restored.Files);
        Assert.Equal(packet.SizeBytes, new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(target, "evidence")))).Length);
        Assert.Contains("exists already", (await Assert.ThrowsAsync<InvalidOperationException>(() => elsewhere.RestoreAsync(file))).Message, StringComparison.Ordinal);
        Assert.True((await elsewhere.RestoreAsync(file, force: true)).IsIntact);
    }

    [Fact]
    public async Task A_damaged_backup_changes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        await lab.OrganizationAsync();
        var file = Path.Combine(lab.Folder, "backup.zip");
        await lab.Services.GetRequiredService<InstallationBackup>().BackupAsync(file);
        using (var zip = System.IO.Compression.ZipFile.Open(file, System.IO.Compression.ZipArchiveMode.Update))
        {
            zip.GetEntry("flasktrack.db")!.Delete();
            using var entry = zip.CreateEntry("flasktrack.db").Open();
            entry.Write("not it"u8);
        }

        var target = Directory.CreateDirectory(Path.Combine(lab.Folder, "elsewhere")).FullName;

        await Assert.ThrowsAsync<InvalidDataException>(() => At(target, lab).RestoreAsync(file));
        Assert.Empty(Directory.EnumerateFileSystemEntries(target));
    }

    private static InstallationBackup At(string folder, TestLab lab) => new(
        new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "flasktrack.db")}"),
        new SigningKeyOptions { Folder = Path.Combine(folder, "keys") },
        new EvidenceOptions { Folder = Path.Combine(folder, "evidence") },
        lab.Clock);

    private static async Task<string> EmailAsync(TestOrganization plant, Role role)
    {
        var user = plant.UserOf(role);
        return (await plant.ReadAsync(context => context.Set<User>().SingleAsync(row => row.Id == user))).Email!;
    }
}
