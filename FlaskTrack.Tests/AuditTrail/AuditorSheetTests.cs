using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>What an inspector finds: the organization in numbers, the system, and no way to change anything (21 CFR 11.1(e)).</summary>
public sealed class AuditorSheetTests
{
    [Fact]
    [Trait("assurance", "HLP-1")]
    public async Task Each_number_equals_its_own_query_as_of_the_printed_sequence()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync();
        await plant.SampleAsync(Role.Owner, "closed", Visibility.Restricted);
        await plant.DoAsync(Role.Scientist, new ArchiveSample(open.Code));
        await plant.PacketAsync(Role.Auditor, EvidenceGiven.Samples(open.Code));
        await plant.RunAsync(Role.Viewer, new DeleteSample(open.Code, "no right to"));
        await plant.DoAsync(Role.Admin, new RecordAuditReview(1, 5, "looked through"));
        await plant.VerifyAsync(Role.Auditor);

        var sheet = await plant.DoAsync(Role.Auditor, new GetAuditorSheet());

        var events = await plant.EventsAsync();
        Assert.Equal((events.Count, events[^1].Hash), (sheet.Sequence, sheet.HeadHash));
        Assert.Equal(Enum.GetValues<Role>().Length - 1, sheet.Members.Count);
        Assert.All(sheet.Members, row => Assert.Equal(1, row.Members));
        var samples = await plant.DoAsync(Role.Auditor, new FindSamples { Size = 200, Filter = new SampleFilter { Status = null } });
        Assert.Equal((samples.Rows.Count, 1, 0), (sheet.Samples, sheet.ArchivedSamples, sheet.RestrictedSamples));
        Assert.Equal((await plant.DoAsync(Role.Auditor, new FindEvidence(PacketState.Ready))).Rows.Count, sheet.Packets);
        Assert.Equal((await plant.DoAsync(Role.Owner, new FindAuditEvents(new AuditFilter { Outcome = AuditOutcome.Denied }))).Rows.Count, sheet.Refusals);
        Assert.Equal((await plant.DoAsync(Role.Auditor, new GetChainStatus())).Checkpoints, sheet.Checkpoints);
        Assert.True(sheet.LastVerification!.IsIntact);
        Assert.Equal(6, sheet.Reviews.FirstOpen);
        Assert.Equal(2, (await plant.DoAsync(Role.Owner, new GetAuditorSheet())).Samples);
    }

    [Fact]
    [Trait("assurance", "P11-1e")]
    public async Task An_auditor_reaches_every_inspection_page_and_writes_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.True((await plant.RunAsync(Role.Auditor, new GetSystemReport())).IsOk);
        Assert.True((await plant.RunAsync(Role.Auditor, new GetAuditorSheet())).IsOk);
        Assert.True((await plant.RunAsync(Role.Auditor, new FindAuditEvents(AuditFilter.None))).IsOk);
        Assert.True((await plant.RunAsync(Role.Auditor, new VerifyChain())).IsOk);
        Assert.True((await plant.RunAsync(Role.Auditor, new FindEvidence())).IsOk);
        Assert.Equal("audit.verify", (await plant.RunAsync(Role.Scientist, new GetSystemReport())).Denied().RequiredCapability);

        // What an auditor may command changes no record of the lab: evidence packets.
        var commands = OperationCatalogue.All.Values.Where(info => info.IsCommand && RoleGrants.Of(Role.Auditor).Contains(info.Requires)).Select(info => info.Requires.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["evidence.generate"], commands);
    }

    [Fact]
    public async Task The_system_report_sees_what_does_not_run()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.VerifyAsync(Role.Owner);
        Assert.All((await plant.DoAsync(Role.Owner, new GetSystemReport())).Checks, check => Assert.True(check.Ok, check.State));

        await plant.SampleAsync();
        lab.Clock.Advance(TimeSpan.FromHours(30));

        var report = await plant.DoAsync(Role.Owner, new GetSystemReport());
        Assert.Equal(["Audit chain", "Checkpoints"], report.Checks.Where(check => !check.Ok).Select(check => check.Name));
        Assert.Single(report.Keys);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Owner)]
    [Trait("assurance", "HLP-2")]
    public async Task The_reader_sees_what_they_may_do_and_whom_to_ask(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var rights = await plant.DoAsync(role, new GetMyRights());

        Assert.Equal(Permissions.All.Count, rights.Held.Count + rights.Missing.Count);
        Assert.All(rights.Held, row => Assert.Contains(role, row.HeldBy));
        Assert.All(rights.Missing, row => Assert.DoesNotContain(role, row.HeldBy));
        Assert.Equal(role == Role.Owner ? ["Owner of plant"] : ["Admin of plant", "Owner of plant"], rights.GiverNames);
    }
}
