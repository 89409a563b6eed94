using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Demo;

/// <summary>What happens once in the half year: settings, acts that were refused, packets for an inspection.</summary>
internal sealed class DemoOccasions(DemoStage stage, DemoLab lab, DemoMembers members, IReadOnlyList<DemoBatch> batches)
{
    public IEnumerable<Func<CancellationToken, Task>> Of(int week) => week switch
    {
        2 => [SettingsAsync],
        6 => [ct => stage.TryAsync(members.As(Role.Viewer), new ArchiveSample(Open.Code), ct)],
        9 => [SecurityAsync],
        11 => [ct => stage.TryAsync(members.As(Role.Technician), new DeleteSample(Open.Code, "Vessel dropped"), ct)],
        15 => [ct => PacketAsync(Role.Scientist, "Annual report to the funder", ct)],
        17 => [ct => stage.TryAsync(members.As(Role.Auditor), new EditSample(Open.Code, Open.Fields with { Notes = "Checked by the auditor." }, null), ct)],
        20 => [ct => stage.TryAsync(members.As(Role.Viewer), new CreateSample(Open.Fields with { Name = "Teaching copy", Derivation = null }), ct)],
        23 => [ct => stage.TryAsync(members.As(Role.Technician), new EditSample(Open.Code, Open.Fields, null), ct), ct => PacketAsync(Role.Auditor, "Inspection of lineage and history", ct)],
        _ => [],
    };

    private DemoSample Open => batches.Where(batch => batch.Step is { Restricted: false, Sensitive: false }).SelectMany(batch => batch.Samples).First(sample => sample.IsAlive);

    private async Task SettingsAsync(CancellationToken ct) =>
        await stage.DoAsync(members.As(Role.Admin), new EditOrganization(lab.Name, lab.Kind, "Europe/Copenhagen", "en-GB", $"lab@{lab.Domain}", lab.Address, null), ct);

    private async Task SecurityAsync(CancellationToken ct) =>
        await stage.DoAsync(members.As(Role.Owner), new EditOrganizationSecurity(TwoFactorPolicy.Optional, 60, 12, Visibility.Organization, false, null), ct);

    private async Task PacketAsync(Role role, string purpose, CancellationToken ct)
    {
        var codes = batches.Where(batch => batch.Step is { Restricted: false, Sensitive: false } && batch.Line == Line).SelectMany(batch => batch.Samples).Where(sample => !sample.Archived).Select(sample => sample.Code).Take(12);
        await stage.DoAsync(members.As(role), new RequestEvidence(new EvidenceRequest { Codes = [.. codes], Purpose = purpose, Recipient = "Quality department" }), ct);
    }

    private DemoLine Line => lab.Lines[0];
}
