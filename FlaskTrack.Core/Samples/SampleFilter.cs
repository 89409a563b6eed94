using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Which samples a list, a count or an export is about. An empty list of values means any.</summary>
public sealed record SampleFilter : IValidated
{
    /// <summary>Words to be found in code, name, place, source or custom fields; every word must be there.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>States left out.</summary>
    public IReadOnlyList<string> NotStates { get; init; } = [];

    public IReadOnlyList<Domain> Domains { get; init; } = [];

    public IReadOnlyList<long> SpeciesIds { get; init; } = [];

    public IReadOnlyList<SampleKind> Kinds { get; init; } = [];

    public IReadOnlyList<long> SiteIds { get; init; } = [];

    /// <summary>Membership ids.</summary>
    public IReadOnlyList<long> OwnerIds { get; init; } = [];

    /// <summary>The caller's own; together with <see cref="OwnerIds"/>, theirs too.</summary>
    public bool Mine { get; init; }

    public Visibility? Visibility { get; init; }

    /// <summary>Null takes active and archived.</summary>
    public RecordStatus? Status { get; init; } = RecordStatus.Active;

    public bool? HasParents { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>The first instant that no longer counts.</summary>
    public DateTimeOffset? UpdatedTo { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>The first instant that no longer counts.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Since when the sample has been in its present state.</summary>
    public DateTimeOffset? StateChangedFrom { get; init; }

    /// <summary>The first instant that no longer counts.</summary>
    public DateTimeOffset? StateChangedTo { get; init; }

    /// <summary>Places exactly as they are recorded; a position in them does not count.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    public int? PassageFrom { get; init; }

    public int? PassageTo { get; init; }

    public string? ImportCode { get; init; }

    /// <summary>Codes, for an export of what is selected.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Codes left out of a selection of all.</summary>
    public IReadOnlyList<string> NotCodes { get; init; } = [];

    /// <summary>Each word of the text is a condition of its own, so the text is short.</summary>
    public void Validate(FieldErrors errors)
    {
        errors.Optional("text", "Search", Text, 200);
        foreach (var place in Locations) errors.Optional("locations", "Location", place, 160);
    }
}

/// <summary>What a list is sorted by.</summary>
public enum SampleSort
{
    Updated,
    Code,
    Name,
    State,
    Species,
    Passage,
    Owner,
}
