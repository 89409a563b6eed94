using System.Text;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Matrix.Ui;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>A member who is limited to one site: every way to a record of another site says the same, and every list leaves it out. The HTTP matrix asks
/// the same of the API.</summary>
[Trait("assurance", "P11-10g")]
public sealed class SiteAgreementTests
{
    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    public async Task Every_way_to_a_record_of_another_site_agrees(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var (plant, member, caller, samples) = await ArrangeAsync(lab, role);
        var packet = await PacketAsync(plant, samples, member);
        string[] near = [samples["none"], samples["near"]];
        string[] far = [samples["far"], samples["far own"]];

        Task<Result<TResult>> Run<TSelf, TResult>(IOperation<TSelf, TResult> operation)
            where TSelf : IOperation<TSelf, TResult> => lab.RunAsync(caller, operation);

        foreach (var code in far)
        {
            Assert.Equal("site", (await Run(new GetSample(code))).Denied().Restriction);
            Assert.Equal("site", (await Run(new GetSampleLineage(code))).Denied().Restriction);
            Assert.Equal("site", (await Run(new GetSampleTimeline(code))).Denied().Restriction);
            if (AccessTable.Holds("samples.edit", role)) Assert.Equal("site", (await Run(new EditSample(code, await plant.FieldsAsync(), null))).Denied().Restriction);
            if (AccessTable.Holds("samples.change-state", role)) Assert.Equal("site", (await Run(new ChangeSampleState(code, "sterilized"))).Denied().Restriction);
            if (AccessTable.Holds("samples.create", role)) Assert.Equal("site", (await Run(new CreateSample(await plant.FieldsAsync() with { Derivation = Derivation.Subculture }) { Parents = [code] })).Denied().Restriction);
            Assert.Equal(DenialCode.NotFound, (await Run(new GetRecordHistory("sample", code))).Denied().Code);
            Assert.DoesNotContain((await Run(new FindAuditEvents(AuditFilter.None, Take: 200))).Value.Rows, row => row.Event?.EntityCode == code);
        }

        Assert.Equal(near, (await Run(new FindSamples { Sort = SampleSort.Code, Descending = false })).Value.Rows.Select(row => row.Code));
        Assert.Equal(2, (await Run(new CountSamples(new SampleFilter { Status = null }))).Value.Count);
        Assert.Equal(2, (await Run(new CountSamplesByState())).Value.Sum(state => state.Count));
        Assert.Equal(2, (await Run(new CountSampleWeeks())).Value.Sum(week => week.Created));
        Assert.Empty((await Run(new FindSamples { Filter = new SampleFilter { Text = "far" } })).Value.Rows);
        Assert.Empty((await Run(new FindSamples { Filter = new SampleFilter { Codes = far, Status = null } })).Value.Rows);
        Assert.Equal(["Near house"], (await Run(new FindSampleChoices())).Value.Sites.Select(site => site.Name));
        Assert.Equal([samples["near"]], (await Run(new GetSample(samples["none"]))).Value.Children.Select(child => child.Code));
        Assert.Equal(1, (await Run(new GetSample(samples["none"]))).Value.WithheldChildren);
        await ExportAsync(role, Run(new ExportSamples { Format = ExportFormat.Csv }), near, far);
        await PacketsAsync(role, lab, caller, packet, near, far);
        await PagesAsync(lab, caller, near, far);
    }

    private static async Task ExportAsync(Role role, Task<Result<ExportFile>> export, string[] near, string[] far)
    {
        if (!AccessTable.Holds("data.export", role)) return;
        var text = Encoding.UTF8.GetString((await export).Value.Content);
        Assert.All(near, code => Assert.Contains(code, text, StringComparison.Ordinal));
        Assert.All(far, code => Assert.DoesNotContain(code, text, StringComparison.Ordinal));
    }

    private static async Task PacketsAsync(Role role, TestLab lab, Caller caller, string packet, string[] near, string[] far)
    {
        if (!AccessTable.Holds("evidence.generate", role)) return;
        Assert.Empty((await lab.RunAsync(caller, new FindEvidence())).Value.Rows);
        Assert.Equal("site", (await lab.RunAsync(caller, new GetEvidence(packet))).Denied().Restriction);
        Assert.Equal("site", (await lab.RunAsync(caller, new DownloadEvidence(packet))).Denied().Restriction);
        Assert.Equal(far.Order(StringComparer.Ordinal), (await lab.RunAsync(caller, new PreviewEvidence(EvidenceGiven.Samples([.. near, .. far])))).Value.UnknownCodes.Order(StringComparer.Ordinal));
        Assert.Equal("site", (await lab.RunAsync(caller, new RequestEvidence(EvidenceGiven.Samples(far[0])))).Denied().Restriction);
    }

    private static async Task PagesAsync(TestLab lab, Caller caller, string[] near, string[] far)
    {
        await using var tab = new UiLab(lab, caller);
        tab.Open("/samples?view=all&status=all");
        Assert.All(near, code => Assert.Contains(code, tab.Markup, StringComparison.Ordinal));
        Assert.All(far, code => Assert.DoesNotContain(code, tab.Markup, StringComparison.Ordinal));
        tab.Open($"/samples/{far[0]}");
        Assert.Contains("belongs to a site outside yours", tab.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Leaf of far", tab.Markup, StringComparison.Ordinal);
        tab.Open("/");
        Assert.All(far, code => Assert.DoesNotContain(code, tab.Markup, StringComparison.Ordinal));
    }

    /// <summary>Four samples: at no site, at the member's, at another, and the member's own at another; the last two descend from the first.</summary>
    private static async Task<(TestOrganization Plant, long Member, Caller Caller, Dictionary<string, string> Codes)> ArrangeAsync(TestLab lab, Role role)
    {
        var plant = await lab.OrganizationAsync();
        var (near, far) = ((await plant.DoAsync(Role.Owner, new CreateSite("Near house", "NEAR"))).Id, (await plant.DoAsync(Role.Owner, new CreateSite("Far house", "FAR"))).Id);
        var (user, member) = await plant.AnotherAsync(role, "Limited");
        var root = await plant.SampleAsync(name: "Leaf of none");
        var saved = new Dictionary<string, SavedSample>
        {
            ["none"] = root,
            ["near"] = await plant.ChildAsync(root, "Leaf of near"),
            ["far"] = await plant.ChildAsync(root, "Leaf of far"),
            ["far own"] = await plant.SampleAsync(name: "Leaf of far own"),
        };
        await plant.WriteAsync(context =>
        {
            context.Find<Sample>(saved["near"].Id)!.SiteId = near;
            context.Find<Sample>(saved["far"].Id)!.SiteId = far;
            context.Find<Sample>(saved["far own"].Id)!.SiteId = far;
            context.Find<Sample>(saved["far own"].Id)!.OwnerId = member;
        });
        await plant.RestrictToSiteAsync(member, near);
        return (plant, member, plant.Caller(user), saved.ToDictionary(pair => pair.Key, pair => pair.Value.Code));
    }

    private static async Task<string> PacketAsync(TestOrganization plant, Dictionary<string, string> samples, long member)
    {
        var packet = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples(samples["far"]));
        var far = await plant.ReadAsync(context => Task.FromResult(context.Set<Sample>().Single(row => row.Code == samples["far"]).SiteId));
        await plant.WriteAsync(context => (context.Find<EvidencePacket>(packet.Id)!.SiteId, context.Find<EvidencePacket>(packet.Id)!.OwnerId) = (far, member));
        return packet.Code;
    }
}
