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
        var shown = events.Select(e => Shown(e.ToChainEvent(), masked.Contains(e.Sequence))).ToList();
        var names = await ReferenceNames.OfAsync(context, shown.Select(pair => pair.Event), ct);
        return [.. shown.Select(pair => Read(pair.Event, pair.Masked, names))];
    }

    public static AuditRow Row(ReadEvent read) => new() { Sequence = read.Event.Sequence, Time = read.Event.Time, Hash = read.Event.Hash, Event = read.Facts };

    public static AuditRow Row(WithheldEvent place) => new() { Sequence = place.Sequence, Time = place.Time, Hash = place.Hash };

    public static CheckpointRow Row(AuditCheckpoint row) => new(row.Id, row.Organization, row.Sequence, row.HeadHash, row.MerkleRoot, row.Time, row.Signature, row.KeyId);

    private static (ChainEvent Event, bool Masked) Shown(ChainEvent e, bool mask)
    {
        if (!mask) return (e, false);
        var shown = e with { Before = SensitiveMembers.MaskIn(e.Before), After = SensitiveMembers.MaskIn(e.After) };
        return (shown, shown.Before != e.Before || shown.After != e.After);
    }

    private static ReadEvent Read(ChainEvent e, bool masked, ReferenceNames names)
    {
        var changes = AuditWords.Changes(e.EntityType, e.Before, e.After, names);
        return new ReadEvent(e, changes, new AuditFacts
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
            IsMasked = masked,
        });
    }
}

/// <summary>An event as the reader may have it, with its changes in words.</summary>
internal sealed record ReadEvent(ChainEvent Event, IReadOnlyList<AuditChange> Changes, AuditFacts Facts);
