using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Makes what a reader sees of events: readable, with sensitive values masked where the right is missing.</summary>
internal static class AuditRows
{
    public static async Task<IReadOnlyList<ReadEvent>> ReadAsync(OperationContext context, IReadOnlyList<AuditEvent> events, CancellationToken ct)
    {
        foreach (var type in events.Where(e => e.EntityType is not null && e.EntityId is not null).GroupBy(e => e.EntityType!)) context.Shows(type.Key, type.Select(e => e.EntityId!.Value));
        var masked = await context.Audit.MaskedAsync([.. events.Select(e => e.Sequence)], ct);
        var codes = await RecordCodes.OfAsync(context, events.SelectMany(e => new[] { (e.EntityType, e.Before), (e.EntityType, e.After) }), ct);
        var shown = events.Select(e => Shown(e.ToChainEvent(), masked.Contains(e.Sequence), codes)).ToList();
        var names = await ReferenceNames.OfAsync(context, shown.Select(one => one.Event), ct);
        return [.. shown.Select(one => Read(one, names))];
    }

    public static AuditRow Row(ReadEvent read) => new() { Sequence = read.Event.Sequence, Time = read.Event.Time, Hash = read.Event.Hash, Event = read.Facts };

    public static AuditRow Row(WithheldEvent place) => new() { Sequence = place.Sequence, Time = place.Time, Hash = place.Hash };

    public static CheckpointRow Row(AuditCheckpoint row) => new(row.Id, row.Organization, row.Sequence, row.HeadHash, row.MerkleRoot, row.Time, row.Signature, row.KeyId);

    private static ShownEvent Shown(ChainEvent e, bool mask, RecordCodes codes)
    {
        var shown = mask ? e with { Before = SensitiveMembers.MaskIn(e.Before), After = SensitiveMembers.MaskIn(e.After) } : e;
        var said = shown with { Before = codes.MaskIn(e.EntityType, shown.Before), After = codes.MaskIn(e.EntityType, shown.After) };
        return new ShownEvent(said, e, said.Before != e.Before || said.After != e.After);
    }

    private static ReadEvent Read(ShownEvent shown, ReferenceNames names)
    {
        var e = shown.Event;
        var changes = AuditWords.Changes(e.EntityType, e.Before, e.After, names);
        return new ReadEvent(e, shown.Stored, changes, new AuditFacts
        {
            ActorKind = e.ActorKind,
            ActorId = e.ActorId,
            ActorName = e.ActorName ?? "",
            ActorRole = e.ActorRole,
            OnBehalfOf = e.OnBehalfOf,
            Channel = e.Channel,
            Action = e.Action,
            EntityType = e.EntityType,
            EntityId = e.EntityId,
            EntityCode = e.EntityCode,
            EntityLabel = e.EntityLabel,
            EntityVersion = e.EntityVersion,
            Reason = e.Reason,
            Summary = AuditWords.Summary(e, changes),
            IsDenied = AuditWords.IsDenied(e),
            IsMasked = shown.IsMasked,
        });
    }

    private sealed record ShownEvent(ChainEvent Event, ChainEvent Stored, bool IsMasked);
}

/// <summary>An event as the reader may have it, with its changes in words.</summary>
/// <param name="Event">Values outside the reader's rights are masked in it.</param>
/// <param name="Stored">As it was hashed, for the signed files of a packet only.</param>
internal sealed record ReadEvent(ChainEvent Event, ChainEvent Stored, IReadOnlyList<AuditChange> Changes, AuditFacts Facts);
