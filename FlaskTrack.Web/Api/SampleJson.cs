using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Api;

/// <summary>A sample in a list.</summary>
internal record SampleLine : IHasVersion
{
    public long Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public Domain Domain { get; init; }

    public SampleKind Kind { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset StateChangedAt { get; init; }

    public long SpeciesId { get; init; }

    public string SpeciesName { get; init; } = "";

    public int Passage { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    public string? Position { get; init; }

    public string? SiteName { get; init; }

    public Named Owner { get; init; } = new(0, "");

    public Visibility Visibility { get; init; }

    public RecordStatus Status { get; init; }

    public bool Sensitive { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public int Version { get; init; }

    public Permits Permissions { get; init; } = new(false, false, false, false, Level.None);

    public static SampleLine Of(SampleRow row) => new()
    {
        Id = row.Id,
        Code = row.Code,
        Name = row.Name,
        Domain = row.Domain,
        Kind = row.Kind,
        State = row.State,
        StateChangedAt = row.StateChangedAt,
        SpeciesId = row.SpeciesId,
        SpeciesName = row.SpeciesName,
        Passage = row.Passage,
        Quantity = row.Quantity,
        Unit = row.Unit,
        Location = row.Location,
        Position = row.Position,
        SiteName = row.SiteName,
        Owner = new Named(row.OwnerId, row.OwnerName),
        Visibility = row.Visibility,
        Status = row.Status,
        Sensitive = row.Sensitive,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        Version = row.Version,
        Permissions = Permits.OfSample(row.Access),
    };
}

/// <summary>One sample with all that its page shows.</summary>
internal sealed record SampleJson : SampleLine
{
    public Derivation? Derivation { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public string? Source { get; init; }

    public long? SiteId { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields marked sensitive are left out for this caller.</summary>
    public bool Masked { get; init; }

    public string SpeciesCode { get; init; } = "";

    public IReadOnlyList<string> NextStates { get; init; } = [];

    public string? Lock { get; init; }

    public string? ImportCode { get; init; }

    public string CreatedBy { get; init; } = "";

    public string UpdatedBy { get; init; } = "";

    public IReadOnlyList<SampleRelative> Parents { get; init; } = [];

    public int WithheldParents { get; init; }

    public IReadOnlyList<string> DeletedParents { get; init; } = [];

    public IReadOnlyList<SampleRelative> Children { get; init; } = [];

    public int ChildCount { get; init; }

    public int WithheldChildren { get; init; }

    public static SampleJson Of(SampleView view) => new()
    {
        Id = view.Id,
        Code = view.Code,
        Name = view.Fields.Name ?? "",
        Domain = view.Fields.Domain ?? default,
        Kind = view.Fields.Kind ?? default,
        State = view.State,
        StateChangedAt = view.StateChangedAt,
        SpeciesId = view.Fields.SpeciesId ?? 0,
        SpeciesCode = view.SpeciesCode,
        SpeciesName = view.SpeciesName,
        Passage = view.Passage,
        Quantity = view.Fields.Quantity,
        Unit = view.Fields.Unit,
        Location = view.Fields.Location,
        Position = view.Fields.Position,
        SiteId = view.Fields.SiteId,
        SiteName = view.SiteName,
        Owner = new Named(view.OwnerId, view.OwnerName),
        Visibility = view.Visibility,
        Status = view.Status,
        Sensitive = view.Fields.Sensitive,
        CreatedAt = view.CreatedAt,
        CreatedBy = view.CreatedBy,
        UpdatedAt = view.UpdatedAt,
        UpdatedBy = view.UpdatedBy,
        Version = view.Version,
        Permissions = Permits.OfSample(view.Access),
        Derivation = view.Fields.Derivation,
        CollectedAt = view.Fields.CollectedAt,
        Source = view.Fields.Source,
        Notes = view.Fields.Notes,
        CustomFields = view.Fields.CustomFields,
        Masked = view.Masked,
        NextStates = [.. view.NextStates.Select(state => state.Key)],
        Lock = view.LockSentence,
        ImportCode = view.ImportCode,
        Parents = view.Parents,
        WithheldParents = view.WithheldParents,
        DeletedParents = view.DeletedParents,
        Children = view.Children,
        ChildCount = view.ChildCount,
        WithheldChildren = view.WithheldChildren,
    };
}
