using System.Text;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

/// <summary>The code of a sample that somebody may not open is said to them nowhere: neither on records that descend from it, nor in their history, nor in files.</summary>
public sealed class WithheldCodeTests
{
    private const string Words = "a sample you cannot open";

    [Fact]
    public async Task A_timeline_and_a_history_say_that_a_parent_is_withheld_and_name_those_that_are_not()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);
        var known = await plant.SampleAsync(name: "known");
        var gone = await plant.SampleAsync(name: "gone");
        await plant.DoAsync(Role.Scientist, new EditSample(child.Code, await PoolAsync(plant), null) { Parents = [hidden.Code, known.Code, gone.Code] });
        await plant.DoAsync(Role.Owner, new DeleteSample(gone.Code, "Mistake"));

        var seen = (await plant.DoAsync(Role.Viewer, new GetSampleTimeline(child.Code))).Entries.SelectMany(entry => entry.Changes).Where(change => change.Field == "parents").Select(change => (change.Before, change.After));
        var history = (await plant.DoAsync(Role.Viewer, new GetRecordHistory("sample", child.Code))).Entries;
        var all = (await plant.DoAsync(Role.Scientist, new GetSampleTimeline(child.Code))).Entries[0].Changes.Single(change => change.Field == "parents");

        Assert.Equal([(Words, $"{known.Code}, {gone.Code}, {Words}"), (null, Words)], seen);
        Assert.Equal([(Words, $"{known.Code}, {gone.Code}, {Words}"), (null, Words)], history.SelectMany(entry => entry.Changes).Where(change => change.Name == "parents").Select(change => (change.Before, change.After)));
        Assert.DoesNotContain(history, entry => entry.Event.Summary.Contains(hidden.Code, StringComparison.Ordinal));
        Assert.Equal((hidden.Code, $"{hidden.Code}, {known.Code}, {gone.Code}"), (all.Before, all.After));
    }

    [Fact]
    public async Task Two_withheld_parents_are_counted_and_not_told_apart()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);
        var other = await plant.SampleAsync(name: "other", visibility: Visibility.Restricted);

        await plant.DoAsync(Role.Scientist, new EditSample(child.Code, await PoolAsync(plant), null) { Parents = [hidden.Code, other.Code] });

        var change = (await plant.DoAsync(Role.Viewer, new GetSampleTimeline(child.Code))).Entries[0].Changes.Single(one => one.Field == "parents");
        Assert.Equal((Words, "2 samples you cannot open"), (change.Before, change.After));
    }

    [Fact]
    public async Task A_refused_cycle_shows_its_path_without_the_withheld_sample_on_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var top = await plant.SampleAsync(name: "top");
        var subculture = await plant.FieldsAsync("below") with { Derivation = Derivation.Subculture };
        var hidden = (await plant.DoAsync(Role.Admin, new CreateSample(subculture) { Parents = [top.Code], Visibility = Visibility.Restricted })).Samples.Single();
        var leaf = (await plant.DoAsync(Role.Admin, new CreateSample(subculture) { Parents = [hidden.Code], Visibility = Visibility.Organization })).Samples.Single();
        var edit = new EditSample(top.Code, subculture, null) { Parents = [leaf.Code] };

        var said = (await plant.RunAsync(Role.Scientist, edit)).Invalid()["parents"].Single();
        var toAdmin = (await plant.RunAsync(Role.Admin, edit)).Invalid()["parents"].Single();

        Assert.Contains($"{top.Code} → {Words} → {leaf.Code} → {top.Code}", said, StringComparison.Ordinal);
        Assert.Contains($"{top.Code} → {hidden.Code} → {leaf.Code} → {top.Code}", toAdmin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_its_files_and_its_proofs_keep_the_code_to_those_who_may_read_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);
        var made = (await plant.EventsAsync()).Last(e => e.EntityCode == child.Code).Sequence;
        var byCode = new AuditFilter { Text = hidden.Code, EntityCode = child.Code };

        var shown = await plant.DoAsync(Role.Auditor, new GetAuditEvent(made));
        var proof = Encoding.UTF8.GetString((await plant.DoAsync(Role.Auditor, new GetEventProof(made))).Json);

        Assert.Equal((true, null), (shown.Row.Event!.IsMasked, shown.CanonicalJson));
        Assert.Equal(Words, shown.Changes.Single(change => change.Name == "parents").After);
        Assert.True(shown.IsIntact);
        Assert.Contains("\"event\": null", proof, StringComparison.Ordinal);
        foreach (var format in Enum.GetValues<AuditExportFormat>())
        {
            Assert.DoesNotContain(hidden.Code, await FileAsync(plant, Role.Auditor, format), StringComparison.Ordinal);
            Assert.Contains(hidden.Code, await FileAsync(plant, Role.Owner, format), StringComparison.Ordinal);
        }

        // A hit would tell what the words hide.
        Assert.Empty((await plant.DoAsync(Role.Auditor, new FindAuditEvents(byCode))).Rows);
        Assert.Equal(0, (await plant.DoAsync(Role.Auditor, new ExportAuditEvents(byCode, AuditExportFormat.Csv, new MemoryStream()))).Events);
        Assert.Equal(made, Assert.Single((await plant.DoAsync(Role.Owner, new FindAuditEvents(byCode))).Rows).Sequence);
        Assert.NotNull((await plant.DoAsync(Role.Owner, new GetAuditEvent(made))).CanonicalJson);
    }

    [Fact]
    public async Task A_packet_names_in_list_page_and_log_only_samples_its_reader_may_open()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);
        var packet = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples(hidden.Code, child.Code));
        await plant.WriteAsync(context => context.Find<EvidencePacket>(packet.Id)!.Failure = $"Building stopped at {hidden.Code}. The server met a fault, which is in its log.");

        var row = Assert.Single((await plant.DoAsync(Role.Auditor, new FindEvidence())).Rows);
        var view = await plant.DoAsync(Role.Auditor, new GetEvidence(packet.Id));
        var log = (await plant.DoAsync(Role.Auditor, new GetRecordHistory("evidence_packet", packet.Code))).Entries;
        var mine = await plant.DoAsync(Role.Scientist, new GetEvidence(packet.Id));

        Assert.Equal($"{child.Code}, {Words}", row.Scope);
        Assert.Equal([child.Code], view.ScopeCodes);
        Assert.Equal((1, $"Building stopped at {Words}. The server met a fault, which is in its log."), (view.WithheldScope, view.Failure));
        Assert.DoesNotContain(log, entry => $"{entry.Sentence} {entry.Event.EntityLabel} {entry.Event.Summary} {string.Concat(entry.Changes)}".Contains(hidden.Code, StringComparison.Ordinal));
        Assert.Equal([hidden.Code, child.Code], mine.ScopeCodes);
        Assert.Equal(0, mine.WithheldScope);
    }

    [Fact]
    public async Task A_packets_document_and_workbook_name_no_withheld_parent_and_its_history_stays_whole()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);

        var packet = await plant.PacketAsync(Role.Auditor, EvidenceGiven.Samples(child.Code));
        var file = await plant.DownloadAsync(Role.Auditor, packet);

        Assert.DoesNotContain(hidden.Code, FileText.Of(file.File(PacketNames.Workbook)), StringComparison.Ordinal);
        Assert.Contains(Words, FileText.Of(file.File(PacketNames.Workbook)), StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.Code, FileText.Of(file.File(PacketNames.Records)), StringComparison.Ordinal);
        Assert.True((await plant.DoAsync(Role.Auditor, new VerifyEvidence(packet.Id))).IsWhole);
    }

    [Fact]
    public async Task A_sheet_leaves_out_withheld_parents()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var (hidden, child) = await FamilyAsync(plant);

        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var file = FileText.Of((await plant.DoAsync(Role.Auditor, new ExportSamples { Format = format })).Content);
            Assert.Contains(child.Code, file, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden.Code, file, StringComparison.Ordinal);
        }
    }

    /// <summary>A restricted parent of the scientist and a child that all may read.</summary>
    private static async Task<(SavedSample Hidden, SavedSample Child)> FamilyAsync(TestOrganization plant)
    {
        var hidden = await plant.SampleAsync(name: "hidden", visibility: Visibility.Restricted);
        return (hidden, await plant.ChildAsync(hidden));
    }

    private static async Task<SampleFields> PoolAsync(TestOrganization plant) => await plant.FieldsAsync("child") with { Derivation = Derivation.Pool };

    private static async Task<string> FileAsync(TestOrganization plant, Role role, AuditExportFormat format)
    {
        using var output = new MemoryStream();
        await plant.DoAsync(role, new ExportAuditEvents(new AuditFilter { EntityType = "sample" }, format, output));
        return FileText.Of(output.ToArray());
    }
}
