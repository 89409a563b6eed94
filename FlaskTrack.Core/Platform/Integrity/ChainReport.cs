namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>What can be wrong with a chain.</summary>
public enum ChainFault
{
    /// <summary>The event's content does not give its hash.</summary>
    Changed,

    /// <summary>No event has this sequence.</summary>
    Missing,

    /// <summary>An event too many: a sequence twice, one after the head, or one of another organization.</summary>
    Inserted,

    /// <summary>Events are out of order or have exchanged their sequences.</summary>
    Reordered,

    /// <summary>The event fits its own hash, but the next one (or the head) was made after an event with another hash: it was
    /// rewritten with its hash.</summary>
    LinkBroken,

    /// <summary>The hashes no longer give the root or head of a signed checkpoint: history was rewritten after it.</summary>
    ChangedAfterCheckpoint,

    /// <summary>The head or a checkpoint says there were more events.</summary>
    TruncatedTail,

    /// <summary>The checkpoint's signature is not by a known key, or the checkpoint is another organization's.</summary>
    CheckpointSignatureInvalid,
}

/// <summary>One thing wrong. <see cref="Sequence"/> is the broken event, or the checkpoint's sequence for the two faults about
/// checkpoints.</summary>
public sealed record ChainFinding(ChainFault Fault, long Sequence, string Detail);

/// <summary>The chain's head as stored beside it: how many events there are and the last one's hash.</summary>
public sealed record ChainHead(long Sequence, string Hash);

/// <summary>The end of a verification. Findings are in order of sequence; at most 1,000 are kept, the rest counted.</summary>
public sealed record ChainReport(
    string Organization, long Events, long LastSequence, string LastHash, string? MerkleRoot, IReadOnlyList<ChainFinding> Findings, long FindingsOmitted)
{
    public bool Ok => Findings.Count == 0;

    public ChainFinding? First => Findings.Count == 0 ? null : Findings[0];
}
