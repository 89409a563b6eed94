using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Evidence;

/// <summary>What a packet is about.</summary>
public enum PacketScope
{
    Record,
    Records,

    /// <summary>Every sample that changed in the period.</summary>
    Period,
}

public enum PacketState
{
    Queued,
    Building,
    Ready,
    Failed,
    Cancelled,
}

/// <summary>A packet of evidence: what was asked for, how its building went, and the file that came of it. Its content never changes; an amended
/// packet is a new one that says which it replaces.</summary>
public sealed class EvidencePacket : GovernedRecord, IJobRecord
{
    public PacketScope ScopeKind { get; internal set; }

    /// <summary>Codes asked for; empty for a period.</summary>
    [NamesRecords(typeof(Sample))]
    public List<string> ScopeCodes { get; internal set; } = [];

    /// <summary>First instant of the period, inclusive.</summary>
    public DateTimeOffset? From { get; internal set; }

    /// <summary>End of the period, exclusive.</summary>
    public DateTimeOffset? To { get; internal set; }

    [MaxLength(400)]
    public string? Purpose { get; internal set; }

    [MaxLength(200)]
    public string? Recipient { get; internal set; }

    public bool IncludeSensitive { get; internal set; }

    /// <summary>Code of the packet this one amends.</summary>
    [MaxLength(24)]
    public string? Replaces { get; internal set; }

    /// <summary>Why it amends the other one; printed on the cover.</summary>
    [MaxLength(1000)]
    public string? ReplaceReason { get; internal set; }

    public PacketState PacketState { get; internal set; }

    /// <summary>Why building failed, with the record at which it did.</summary>
    [MaxLength(1000)]
    [NamesRecords(typeof(Sample))]
    public string? Failure { get; internal set; }

    /// <summary>Ids of the samples inside; whoever downloads must be able to read each.</summary>
    public List<long> RecordIds { get; internal set; } = [];

    /// <summary>Holds events that take <c>access.review</c> to read.</summary>
    public bool HoldsReviewedEvents { get; internal set; }

    public int RecordCount { get; internal set; }

    public int EventCount { get; internal set; }

    public int FileCount { get; internal set; }

    /// <summary>Records, events and fields left out for lack of access or by choice.</summary>
    public int WithheldCount { get; internal set; }

    /// <summary>The packet shows the state at this event of the chain.</summary>
    public long? AsOfSequence { get; internal set; }

    /// <summary>Merkle root of the checkpoint, as the cover prints it and a verifier shows it.</summary>
    [MaxLength(64)]
    public string? RootHash { get; internal set; }

    /// <summary>SHA-256 of manifest.json, which holds the hash of every other file.</summary>
    [MaxLength(64)]
    public string? ManifestHash { get; internal set; }

    /// <summary>SHA-256 of the whole ZIP, checked at each download.</summary>
    [MaxLength(64)]
    public string? FileHash { get; internal set; }

    public long? SizeBytes { get; internal set; }

    /// <summary>Random name of the file in the evidence folder.</summary>
    [MaxLength(64)]
    public string? FileKey { get; internal set; }

    public DateTimeOffset? BuiltAt { get; internal set; }

    public long RequesterId => CreatedById;

    public override string AuditLabel => ScopeKind == PacketScope.Period ? "Samples changed in a period" : ScopeCodes.Count == 1 ? "1 sample" : $"{ScopeCodes.Count} samples";
}
