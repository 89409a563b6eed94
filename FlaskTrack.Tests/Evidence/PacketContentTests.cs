using System.Text;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Evidence;

/// <summary>Complete copies, readable by people and machines (21 CFR 11.10(b)).</summary>
[Trait("assurance", "P11-10b")]
public sealed class PacketContentTests
{
    private static readonly string[] Names = ["audit.jsonl", "manifest.json", "manifest.sig", "packet.pdf", "packet.xlsx", "proofs.json", "records.json", "verify.html"];

    [Fact]
    public async Task A_packet_passes_both_verifiers_and_independent_readers()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var parent = await plant.SampleAsync(name: "mother");
        var child = await plant.ChildAsync(parent);
        var view = await plant.ViewAsync(child, Role.Scientist);
        await plant.DoAsync(Role.Scientist, new EditSample(child.Code, view.Fields with { Notes = "first" }, view.Version) { Reason = "typing error" });

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(parent.Code, child.Code));

        var bytes = await plant.DownloadAsync(Role.Auditor, packet);
        using (var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes))) Assert.Equal(Names, zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        var report = PacketVerifier.Verify(new MemoryStream(bytes));
        Assert.True(report.Ok, string.Join("; ", report.Checks.Where(check => !check.Ok).Select(check => check.Reason)));
        Assert.Equal(packet.RootHash, report.RootHash);
        Assert.Equal(packet.ManifestHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.File("manifest.json"))));

        var file = Path.Combine(lab.Folder, "packet.zip");
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains("is whole", PdfTools.Read("python3", Path.Combine(Repository.Root, "tools", "verify-packet", "verify_packet.py"), file), StringComparison.Ordinal);
        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, bytes.File("packet.pdf"));
        PdfTools.Read("qpdf", "--check", pdf);
        Assert.All(PdfTools.Read("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..], line => Assert.Contains(" yes yes yes ", System.Text.RegularExpressions.Regex.Replace(line, " +", " "), StringComparison.Ordinal));
        var text = PdfTools.Text(pdf);
        foreach (var said in new[] { packet.Code, "Customer audit", "Vogt Audit", parent.Code, child.Code, "typing error", "Lab plant", "Page 1 of", packet.RootHash! }) Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_of_a_lab_are_selectable_text()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("Désirée 10 µM") with { Notes = "24.5 °C, Ω = 3, Δλ, naïve café, 培養液", CustomFields = new Dictionary<string, string> { ["κ-value"] = "0.5 ± 0.1" } };
        var sample = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single();

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));

        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, (await plant.DownloadAsync(Role.Scientist, packet)).File("packet.pdf"));
        var text = PdfTools.Text(pdf).Normalize(NormalizationForm.FormC);
        foreach (var said in new[] { "Désirée 10 µM", "24.5 °C", "Ω = 3", "Δλ", "naïve café", "κ-value", "0.5 ± 0.1", "培養液" })
            Assert.Contains(said.Normalize(NormalizationForm.FormC), text.Replace("μ", "µ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_builds_of_one_state_have_the_same_data()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var one = await plant.SampleAsync(name: "one");
        var two = await plant.SampleAsync(name: "two");

        var first = await plant.DownloadAsync(Role.Scientist, await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(one.Code, two.Code)));
        lab.Clock.Advance(TimeSpan.FromHours(3));
        var second = await plant.DownloadAsync(Role.Auditor, await plant.PacketAsync(Role.Auditor, EvidenceGiven.Samples(two.Code, one.Code)));

        Assert.Equal(first.File("records.json"), second.File("records.json"));
        Assert.Equal(first.File("audit.jsonl"), second.File("audit.jsonl"));
        Assert.NotEqual(first.File("manifest.json"), second.File("manifest.json"));
    }

    [Fact]
    public async Task What_the_requester_may_not_read_is_counted_and_in_no_file()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var from = lab.Clock.GetUtcNow();
        var open = await plant.SampleAsync(name: "open");
        var closed = await plant.SampleAsync(Role.Owner, "hidden treasure", Visibility.Restricted);
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var request = new EvidenceRequest { From = from, To = lab.Clock.GetUtcNow() };

        var preview = await plant.DoAsync(Role.Auditor, new PreviewEvidence(request));
        var packet = await plant.PacketAsync(Role.Auditor, request);

        Assert.Equal((1, 1), (preview.Lines[0].InPacket, preview.Lines[0].LeftOut));
        Assert.Equal((1, 1), (packet.Records, packet.Withheld));
        var bytes = await plant.DownloadAsync(Role.Auditor, packet);
        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, bytes.File("packet.pdf"));
        var text = PdfTools.Text(pdf);
        Assert.Contains("1 item left out", text, StringComparison.Ordinal);
        foreach (var name in Names.Except(["packet.pdf", "packet.xlsx", "manifest.sig"])) Assert.DoesNotContain("hidden treasure", Encoding.UTF8.GetString(bytes.File(name)), StringComparison.Ordinal);
        foreach (var name in Names.Except(["packet.pdf", "packet.xlsx", "manifest.sig"])) Assert.DoesNotContain(closed.Code, Encoding.UTF8.GetString(bytes.File(name)), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden treasure", text, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Code, text, StringComparison.Ordinal);
        Assert.Contains(open.Code, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sensitive_samples_go_in_by_choice_only()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync();
        var marked = (await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("M1") with { Sensitive = true, Notes = "donor 4711" }))).Samples.Single();
        var both = EvidenceGiven.Samples(open.Code, marked.Code);

        var without = await plant.PacketAsync(Role.Scientist, both);
        var with = await plant.PacketAsync(Role.Scientist, both with { IncludeSensitive = true });
        var only = await plant.RunAsync(Role.Scientist, new RequestEvidence(EvidenceGiven.Samples(marked.Code)));

        Assert.Equal((1, 1), (without.Records, without.Withheld));
        Assert.Equal((2, 0), (with.Records, with.Withheld));
        Assert.DoesNotContain("donor 4711", Encoding.UTF8.GetString((await plant.DownloadAsync(Role.Scientist, without)).File("audit.jsonl")), StringComparison.Ordinal);
        Assert.Contains("donor 4711", Encoding.UTF8.GetString((await plant.DownloadAsync(Role.Scientist, with)).File("audit.jsonl")), StringComparison.Ordinal);
        Assert.Equal(["include_sensitive"], only.Invalid().Keys);
    }

    [Fact]
    public async Task Every_member_of_a_sample_is_in_the_records_and_on_the_sheet()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();

        var packet = await plant.DownloadAsync(Role.Scientist, await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code)));

        var records = System.Text.Json.Nodes.JsonNode.Parse(packet.File("records.json"))!;
        var data = records["records"]![0]!["data"]!.AsObject();
        foreach (var member in RecordData.MembersOf(typeof(Sample))) Assert.True(data.ContainsKey(Core.Platform.Auditing.SnakeCase.Of(member.Name)), member.Name);
        Assert.Equal("Nicotiana tabacum", data["species"]!.GetValue<string>());
        Assert.Equal(["Records", "Steps", "Measurements", "Checklists", "Approvals", "Signatures", "Incidents", "Files", "Audit"], SheetNames(packet.File("packet.xlsx"))[1..]);
    }

    [Fact]
    public async Task A_packet_of_fifty_samples_is_whole()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var made = await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("S-{n:00}")) { Count = 50 });

        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples([.. made.Samples.Select(sample => sample.Code)]));

        Assert.Equal((50, 50, 0), (packet.Records, packet.Events, packet.Withheld));
        var bytes = await plant.DownloadAsync(Role.Scientist, packet);
        Assert.True(PacketVerifier.Verify(new MemoryStream(bytes)).Ok);
        var pdf = Path.Combine(lab.Folder, "packet.pdf");
        await File.WriteAllBytesAsync(pdf, bytes.File("packet.pdf"));
        PdfTools.Read("qpdf", "--check", pdf);
    }

    private static List<string> SheetNames(byte[] workbook)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(workbook));
        using var entry = zip.GetEntry("xl/workbook.xml")!.Open();
        return [.. System.Xml.Linq.XDocument.Load(entry).Descendants().Where(element => element.Name.LocalName == "sheet").Select(element => element.Attribute("name")!.Value)];
    }
}
