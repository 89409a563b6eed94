using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Evidence;

public sealed class PacketLifeTests
{
    [Fact]
    public async Task A_technician_may_not_ask_for_a_packet_and_nobody_for_a_record_they_cannot_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var open = await plant.SampleAsync();
        var closed = await plant.SampleAsync(Role.Owner, "closed", Visibility.Restricted);

        Assert.Equal("evidence.generate", (await plant.RunAsync(Role.Technician, new RequestEvidence(EvidenceGiven.Samples(open.Code)))).Denied().RequiredCapability);
        Assert.Equal(DenialCode.Forbidden, (await plant.RunAsync(Role.Scientist, new RequestEvidence(EvidenceGiven.Samples(closed.Code)))).Denied().Code);
    }

    [Fact]
    public async Task Rights_lost_before_the_build_give_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var asked = await plant.RequestAsync(Role.Auditor, EvidenceGiven.Samples(sample.Code));
        await SuspendAsync(plant, Role.Auditor);

        var packet = await plant.BuildAsync(Role.Auditor, asked);

        Assert.Equal(PacketState.Failed, packet.State);
        Assert.NotNull(packet.Failure);
        Assert.Empty(lab.Files());
        Assert.Equal("Evidence builder", (await plant.EventsAsync())[^1].ActorName);
    }

    [Fact]
    public async Task A_record_closed_before_the_build_is_left_out_and_one_closed_after_it_stops_the_download()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var one = await plant.SampleAsync(Role.Owner, "one");
        var two = await plant.SampleAsync(Role.Owner, "two");
        var asked = await plant.RequestAsync(Role.Auditor, EvidenceGiven.Samples(one.Code, two.Code));
        await CloseAsync(plant, one.Code);

        var packet = await plant.BuildAsync(Role.Auditor, asked);
        Assert.Equal((PacketState.Ready, 1, 1), (packet.State, packet.Records, packet.Withheld));
        await CloseAsync(plant, two.Code);

        var refused = await plant.RunAsync(Role.Auditor, new DownloadEvidence(packet.Id));
        Assert.Equal(DenialCode.Forbidden, refused.Denied().Code);
        Assert.Contains("denied", (await plant.EventsAsync())[^1].After, StringComparison.Ordinal);
        Assert.NotNull((await plant.DoAsync(Role.Auditor, new GetEvidence(packet.Id))).NoDownload);
        Assert.NotEmpty(await plant.DownloadAsync(Role.Owner, packet));
    }

    [Fact]
    public async Task Each_download_is_audited_and_counted_and_a_changed_file_is_not_given_out()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        await plant.DownloadAsync(Role.Scientist, packet);
        await plant.DownloadAsync(Role.Auditor, packet);

        var events = (await plant.EventsAsync()).Where(e => e.Action == "evidence.generate" && e.EntityCode == packet.Code && e.After!.Contains("\"download\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Scientist of plant", "Auditor of plant"], events.Select(e => e.ActorName));
        Assert.Equal(2, Assert.Single((await plant.DoAsync(Role.Auditor, new FindEvidence())).Rows).Downloads);

        var file = Assert.Single(lab.Files());
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains("was changed", (await plant.RunAsync(Role.Scientist, new DownloadEvidence(packet.Id))).NotAllowed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_packet_is_never_built_and_leaves_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));

        Assert.Contains("somebody else", (await plant.RunAsync(Role.Auditor, new CancelEvidence(asked.Id))).NotAllowed(), StringComparison.Ordinal);
        Assert.Equal(PacketState.Cancelled, (await plant.DoAsync(Role.Scientist, new CancelEvidence(asked.Id))).State);
        Assert.Equal(PacketState.Cancelled, (await plant.BuildAsync(Role.Scientist, asked)).State);
        Assert.Empty(lab.Files());
        Assert.False((await plant.RunAsync(Role.Scientist, new CancelEvidence(asked.Id))).IsOk);
    }

    [Fact]
    public async Task A_packet_cancelled_at_work_leaves_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        using var stop = new CancellationTokenSource();
        var store = lab.Services.GetRequiredService<Core.Platform.Operations.JobStore>();
        var place = new Core.Platform.Operations.JobPlace(plant.Id, plant.Slug, asked.Id, plant.UserOf(Role.Scientist));
        using var work = lab.Services.GetRequiredService<JobQueue<EvidencePacket>>().Begin(place, stop.Token);
        await store.ChangeAsync<EvidencePacket>(place, "Evidence builder", Permissions.Evidence.Generate, packet =>
        {
            packet.PacketState = PacketState.Building;
            return true;
        }, default);

        await plant.DoAsync(Role.Scientist, new CancelEvidence(asked.Id));

        Assert.True(work.Token.IsCancellationRequested);
        Assert.Empty(lab.Files());
    }

    [Fact]
    public async Task A_failed_build_names_the_record_and_leaves_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var asked = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));
        await plant.RawAsync($"UPDATE \"AuditEvents\" SET \"After\" = 'no json' WHERE \"OrganizationId\" = {plant.Id} AND \"EntityCode\" = '{sample.Code}'");

        var packet = await plant.BuildAsync(Role.Scientist, asked);

        Assert.Equal(PacketState.Failed, packet.State);
        Assert.Contains(sample.Code, packet.Failure, StringComparison.Ordinal);
        Assert.Empty(lab.Files());
    }

    [Fact]
    public async Task A_broken_chain_gives_no_packet()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var asked = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));
        await plant.RawAsync($"UPDATE \"AuditEvents\" SET \"Hash\" = '{new string('a', 64)}' WHERE \"OrganizationId\" = {plant.Id} AND \"Sequence\" = 2");

        var packet = await plant.BuildAsync(Role.Scientist, asked);

        Assert.Equal(PacketState.Failed, packet.State);
        Assert.Contains("chain is broken", packet.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_takes_up_what_was_queued()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var asked = await plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));
        var queue = new JobQueue<EvidencePacket>();
        var restarted = ActivatorUtilities.CreateInstance<EvidenceBuilder>(lab.Services, queue);

        await restarted.ResumeAsync(default);
        await using var waiting = queue.TakeAsync(default).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync());
        await restarted.BuildAsync(waiting.Current, default);

        Assert.Equal(asked.Id, waiting.Current.RecordId);
        Assert.Equal(PacketState.Ready, (await plant.DoAsync(Role.Scientist, new GetEvidence(asked.Id))).State);
    }

    [Fact]
    public async Task A_deleted_packet_takes_a_reason_and_its_file_goes()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var packet = await plant.PacketAsync(Role.Scientist, EvidenceGiven.Samples((await plant.SampleAsync()).Code));

        Assert.Equal(DenialCode.ReasonRequired, (await plant.RunAsync(Role.Owner, new DeleteEvidence(packet.Id, null))).Denied().Code);
        Assert.False((await plant.RunAsync(Role.Scientist, new DeleteEvidence(packet.Id, "wrong scope"))).IsOk);
        await plant.DoAsync(Role.Owner, new DeleteEvidence(packet.Id, "wrong scope"));

        Assert.Empty(lab.Files());
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Owner, new GetEvidence(packet.Id))).Denied().Code);
        Assert.NotEmpty((await plant.DoAsync(Role.Owner, new Core.AuditTrail.GetRecordHistory("evidence_packet", packet.Code))).Entries);
    }

    private static async Task SuspendAsync(TestOrganization plant, Role role)
    {
        var user = plant.UserOf(role);
        var row = await plant.ReadAsync(context => context.Set<Membership>().AsNoTracking().SingleAsync(member => member.UserId == user));
        await plant.WriteAsync(context =>
        {
            context.Attach(row);
            row.Status = MembershipStatus.Suspended;
        });
    }

    private static async Task CloseAsync(TestOrganization plant, string code)
    {
        var row = await plant.ReadAsync(context => context.Set<Core.Samples.Sample>().AsNoTracking().SingleAsync(sample => sample.Code == code));
        await plant.WriteAsync(context =>
        {
            context.Attach(row);
            row.Visibility = Visibility.Restricted;
        });
    }
}
