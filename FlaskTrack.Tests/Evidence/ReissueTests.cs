using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Evidence;

/// <summary>An amended packet has a number of its own, says which it replaces and why, and the old one stays and says that it was replaced
/// (ISO/IEC 17025, 7.8.8).</summary>
[Trait("assurance", "I-7.8.8")]
public sealed class ReissueTests
{
    [Fact]
    public async Task A_reissued_packet_says_what_it_replaces_and_why_and_the_old_one_is_superseded()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var request = EvidenceGiven.Samples((await plant.SampleAsync()).Code);
        var old = await plant.PacketAsync(Role.Scientist, request);

        var asked = await plant.RequestAsync(Role.Scientist, request with { Replaces = old.Code, Recipient = "Vogt Audit Oslo" }, "Recipient was misspelt");
        Assert.Null((await plant.DoAsync(Role.Auditor, new GetEvidence(old.Id))).SupersededBy);
        var built = await plant.BuildAsync(Role.Scientist, asked);

        Assert.NotEqual(old.Code, built.Code);
        Assert.Equal((old.Code, "Recipient was misspelt"), (built.Replaces, built.ReplaceReason));
        var superseded = await plant.DoAsync(Role.Auditor, new GetEvidence(old.Id));
        Assert.Equal((built.Code, "Recipient was misspelt"), (superseded.SupersededBy, superseded.SupersededBecause));
        Assert.NotEmpty(await plant.DownloadAsync(Role.Scientist, old));

        var bytes = await plant.DownloadAsync(Role.Scientist, built);
        Assert.Equal(old.Code, PacketManifest.Parse(bytes.File("manifest.json")).Replaces);
        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, bytes.File("packet.pdf"));
        var text = PdfTools.Text(pdf);
        Assert.Contains(old.Code, text, StringComparison.Ordinal);
        Assert.Contains("Recipient was misspelt", text, StringComparison.Ordinal);
        Assert.Equal([built.Code], (await plant.DoAsync(Role.Auditor, new FindEvidence { Superseded = false })).Rows.Select(row => row.Code));
        Assert.Equal([(old.Code, built.Code)], (await plant.DoAsync(Role.Auditor, new FindEvidence { Superseded = true })).Rows.Select(row => (row.Code, row.SupersededBy!)));
    }

    [Fact]
    public async Task A_packet_is_replaced_once_and_only_with_a_reason_and_when_it_was_ever_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var request = EvidenceGiven.Samples((await plant.SampleAsync()).Code);
        var old = await plant.PacketAsync(Role.Scientist, request);
        var replacing = request with { Replaces = old.Code };

        Assert.Equal(["reason"], (await plant.RunAsync(Role.Scientist, new RequestEvidence(replacing))).Invalid().Keys);
        var second = await plant.RequestAsync(Role.Scientist, replacing, "Wrong purpose");
        Assert.Contains(second.Code, (await plant.RunAsync(Role.Scientist, new RequestEvidence(replacing, "Once more"))).Invalid()["replaces"][0], StringComparison.Ordinal);
        Assert.Contains("never finished", (await plant.RunAsync(Role.Scientist, new RequestEvidence(request with { Replaces = second.Code }, "Why not"))).Invalid()["replaces"][0], StringComparison.Ordinal);
        Assert.Contains("EVP-000099", (await plant.RunAsync(Role.Scientist, new RequestEvidence(request with { Replaces = "EVP-000099" }, "Why not"))).Invalid()["replaces"][0], StringComparison.Ordinal);

        await plant.DoAsync(Role.Scientist, new CancelEvidence(second.Id));
        Assert.True((await plant.RunAsync(Role.Scientist, new RequestEvidence(replacing, "Once more"))).IsOk);
    }

    [Fact]
    public async Task The_list_is_filtered_by_who_and_when()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var request = EvidenceGiven.Samples((await plant.SampleAsync()).Code);
        var first = await plant.RequestAsync(Role.Scientist, request);
        lab.Clock.Advance(TimeSpan.FromDays(2));
        var second = await plant.RequestAsync(Role.Auditor, request);
        var now = lab.Clock.GetUtcNow();

        Assert.Equal([first.Code], (await plant.DoAsync(Role.Scientist, new FindEvidence { Mine = true })).Rows.Select(row => row.Code));
        Assert.Equal([second.Code], (await plant.DoAsync(Role.Auditor, new FindEvidence { From = now.AddDays(-1) })).Rows.Select(row => row.Code));
        Assert.Equal([first.Code], (await plant.DoAsync(Role.Auditor, new FindEvidence { To = now.AddDays(-1) })).Rows.Select(row => row.Code));
        Assert.Equal(["to"], (await plant.RunAsync(Role.Auditor, new FindEvidence { From = now, To = now })).Invalid().Keys);
    }
}
