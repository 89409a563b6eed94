using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Evidence;

/// <summary>What is in a packet, and the checks of the kept file.</summary>
public sealed class VerifyEvidenceTests
{
    [Fact]
    public async Task Its_files_are_listed_with_their_hashes_and_its_verification_is_audited()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        var bytes = await plant.DownloadAsync(Role.Scientist, packet);

        var files = await plant.DoAsync(Role.Auditor, new GetEvidenceFiles(packet.Id));
        var events = (await plant.EventsAsync()).Count;
        var found = await plant.DoAsync(Role.Auditor, new VerifyEvidence(packet.Id));

        Assert.Equal(8, files.Count);
        Assert.All(files, file => Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.File(file.Name)))));
        Assert.True(found.IsWhole, string.Join("; ", found.Checks.Where(check => !check.Ok).Select(check => check.Reason)));
        Assert.Equal(packet.RootHash, found.RootHash);
        var after = await plant.EventsAsync();
        Assert.Equal(events + 1, after.Count);
        Assert.Contains("\"whole\":true", after[^1].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_named_and_one_that_is_gone_is_said_to_be()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        var file = Assert.Single(lab.Files());
        await using (var zip = new FileStream(file, FileMode.Open))
        {
            using var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Update);
            archive.GetEntry("records.json")!.Delete();
            await using var forged = archive.CreateEntry("records.json").Open();
            await forged.WriteAsync("{}"u8.ToArray());
        }

        var found = await plant.DoAsync(Role.Auditor, new VerifyEvidence(packet.Id));

        Assert.False(found.IsWhole);
        Assert.Contains(found.Checks, check => check is { Name: "kept file", Ok: false });
        Assert.Contains(found.Checks, check => check is { Name: "files", Ok: false } && check.Reason.Contains("records.json", StringComparison.Ordinal));
        File.Delete(file);
        Assert.Contains("is gone", (await plant.RunAsync(Role.Auditor, new VerifyEvidence(packet.Id))).NotAllowed(), StringComparison.Ordinal);
        Assert.Contains("is gone", (await plant.RunAsync(Role.Auditor, new GetEvidenceFiles(packet.Id))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_download_it_neither_sees_its_files_nor_verifies_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var closed = await plant.SampleAsync(Role.Owner, "closed", Visibility.Restricted);
        var packet = await plant.PacketAsync(Role.Owner, EvidenceGiven.Samples(closed.Code));

        Assert.Equal(DenialCode.Forbidden, (await plant.RunAsync(Role.Auditor, new GetEvidenceFiles(packet.Id))).Denied().Code);
        Assert.Equal(DenialCode.Forbidden, (await plant.RunAsync(Role.Auditor, new VerifyEvidence(packet.Id))).Denied().Code);
        Assert.Equal("evidence.generate", (await plant.RunAsync(Role.Technician, new VerifyEvidence(packet.Id))).Denied().RequiredCapability);
    }
}
