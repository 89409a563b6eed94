using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Evidence;

/// <summary>A packet as its page shows it.</summary>
public sealed record PacketView
{
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required int Version { get; init; }

    public required PacketScope ScopeKind { get; init; }

    /// <summary>Codes asked for, as far as the caller may read the samples.</summary>
    public required IReadOnlyList<string> ScopeCodes { get; init; }

    /// <summary>How many more were asked for.</summary>
    public int WithheldScope { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Purpose { get; init; }

    public string? Recipient { get; init; }

    public bool IncludeSensitive { get; init; }

    public string? Replaces { get; init; }

    /// <summary>Why it replaces the other one.</summary>
    public string? ReplaceReason { get; init; }

    /// <summary>Code of the finished packet that stands in place of this one.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Why it was replaced.</summary>
    public string? SupersededBecause { get; init; }

    public required PacketState State { get; init; }

    public string? Failure { get; init; }

    public int Records { get; init; }

    public int Events { get; init; }

    public int Files { get; init; }

    public int Withheld { get; init; }

    public long? AsOfSequence { get; init; }

    /// <summary>Merkle root, as the cover prints it and a verifier shows it.</summary>
    public string? RootHash { get; init; }

    public string? ManifestHash { get; init; }

    public string? FileHash { get; init; }

    public long? SizeBytes { get; init; }

    public required long RequestedById { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? BuiltAt { get; init; }

    /// <summary>How far building has come; null where it is not running in this process.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why the caller may not download it, as a sentence; null where they may or it is not ready.</summary>
    public string? NoDownload { get; init; }

    /// <summary>It is being built, and the caller may stop that.</summary>
    public bool CanCancel { get; init; }

    public required RecordAccess Access { get; init; }
}

/// <summary>A line of the list of packets.</summary>
public sealed record PacketRow(long Id, string Code, PacketScope ScopeKind, string Scope, DateTimeOffset? From, DateTimeOffset? To, string? Purpose, string? Recipient, PacketState State, int Records, int Events, int Withheld, long? SizeBytes, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? BuiltAt, int Downloads, string? Replaces, string? SupersededBy);
