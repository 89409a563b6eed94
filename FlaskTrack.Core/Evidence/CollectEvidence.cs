using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Pdf;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Reads what a queued packet shall say, as of one moment and under the rights its requester has now. The builder's step; no page offers it.</summary>
internal sealed record CollectEvidence(RecordRef<EvidencePacket> Record) : IQuery<CollectEvidence, PacketContent>, IOnRecord<EvidencePacket>
{
    public static Permission Requires => Permissions.Evidence.Generate;

    public IProgress<JobStep>? Progress { get; init; }
}

internal sealed class CollectEvidenceHandler(CheckpointService checkpoints) : IHandler<CollectEvidence, PacketContent>
{
    public async Task<Result<PacketContent>> HandleAsync(CollectEvidence operation, OperationContext context, CancellationToken ct)
    {
        var packet = context.Record<EvidencePacket>();
        if (packet.CreatedById != context.Principal.MemberId || context.Caller.ActsFor is null) return new Problem.NotAllowed("A packet is built for the member who asked for it.");
        if (packet.IncludeSensitive && !context.Audit.SeesSensitive) return new Problem.Refused(Denials.Capability(Permissions.Records.ViewSensitive));

        var read = await ReadAsync(packet, operation.Progress, context, ct);
        if (!read.IsOk) return read;
        var checkpoint = await checkpoints.OfAsync(context.Organization.Slug, read.Value.Head, ct);
        if (checkpoint.MerkleRoot != read.Value.Tree.Root) return new Problem.NotAllowed("The audit chain is broken: its events no longer give its head. No packet is made of it.");
        context.Note("as_of", read.Value.Head.Sequence);
        context.Note("records", read.Value.Records.Count);
        context.Note("withheld", read.Value.LeftOut.Total);
        return read.Value with { Checkpoint = checkpoint };
    }

    /// <summary>Record by record, so that a fault names the one at hand.</summary>
    private static async Task<IReadOnlyList<ReadEvent>> EventsAsync(OperationContext context, List<AuditEvent> events, int records, IProgress<JobStep>? progress, CancellationToken ct)
    {
        var read = new List<ReadEvent>(events.Count);
        var done = 0;
        foreach (var record in events.GroupBy(e => e.EntityId))
        {
            progress?.Report(new JobStep("Reading events", done++, records, record.First().EntityCode));
            read.AddRange(await AuditRows.ReadAsync(context, [.. record], ct));
        }

        return [.. read.OrderBy(one => one.Event.Sequence)];
    }

    private static async Task<Result<PacketContent>> ReadAsync(EvidencePacket packet, IProgress<JobStep>? progress, OperationContext context, CancellationToken ct)
    {
        await using var snapshot = await context.SnapshotAsync(ct);
        var head = await context.HeadAsync(ct) ?? throw new InvalidOperationException("The organization has no chain.");
        var samples = await EvidenceSelection.SamplesAsync(context, packet.ScopeCodes, packet.From, packet.To, packet.IncludeSensitive, ct);
        if (samples.Included.Count > EvidenceRequest.MaxRecords) return new Problem.NotAllowed(EvidenceRules.TooMany);
        if (samples.Included.Count == 0 && packet.ScopeKind != PacketScope.Period) return new Problem.NotAllowed("None of the records asked for can be read any more.");

        var time = new LabTime(context.Organization.TimeZone);
        var (sheets, relations) = await SampleSheets.OfAsync(context, samples.Included, time.Full, progress, ct);
        var events = await EvidenceSelection.EventsAsync(context, samples.Included, head.Sequence, ct);
        var organization = await context.Rows<Organization>().AsNoTracking().SingleAsync(ct);
        return new PacketContent
        {
            Packet = packet,
            Organization = context.Organization,
            Address = organization.Address,
            Logo = await context.Rows<OrganizationLogo>().AsNoTracking().Select(row => row.Content).SingleOrDefaultAsync(ct) is { } logo ? PdfPicture.Of(logo) : null,
            RequesterName = context.Member.DisplayName,
            RequesterRole = context.Principal.Role.Name,
            RequesterId = context.Principal.MemberId,
            MadeAt = context.Now,
            Records = sheets,
            Events = await EventsAsync(context, events.Shown, sheets.Count, progress, ct),
            LeftOut = new LeftOut(samples.Withheld, samples.Sensitive, events.Withheld, relations),
            Head = head,
            Tree = await context.Audit.TreeAsync(head.Sequence, ct),
        };
    }
}
