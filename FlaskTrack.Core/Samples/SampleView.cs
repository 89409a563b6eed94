using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Everything a page shows of one sample to the member who asked.</summary>
public sealed record SampleView
{
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required int Version { get; init; }

    /// <summary>The fields as the edit form takes them.</summary>
    public required SampleFields Fields { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset StateChangedAt { get; init; }

    /// <summary>Moves open now; empty from an end.</summary>
    public required IReadOnlyList<SampleState> NextStates { get; init; }

    public required int Passage { get; init; }

    public required string SpeciesCode { get; init; }

    public required string SpeciesName { get; init; }

    public required long OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public string? SiteName { get; init; }

    public required Visibility Visibility { get; init; }

    public required Platform.Data.RecordStatus Status { get; init; }

    /// <summary>The bar above the record where it is locked.</summary>
    public string? LockSentence { get; init; }

    public string? ImportCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string UpdatedBy { get; init; }

    public required IReadOnlyList<SampleRelative> Parents { get; init; }

    /// <summary>Parents that exist and that the member cannot read.</summary>
    public required int WithheldParents { get; init; }

    /// <summary>Codes of parents that were deleted.</summary>
    public required IReadOnlyList<string> DeletedParents { get; init; }

    /// <summary>At most 100, newest first.</summary>
    public required IReadOnlyList<SampleRelative> Children { get; init; }

    public required int ChildCount { get; init; }

    public required int WithheldChildren { get; init; }

    public required RecordAccess Access { get; init; }

    /// <summary>True where marked fields are hidden from this member; they are then empty in <see cref="Fields"/>.</summary>
    public bool Masked { get; init; }
}

/// <summary>A parent or child as a link.</summary>
public sealed record SampleRelative(long Id, string Code, string Name, string State, Derivation? Derivation);
