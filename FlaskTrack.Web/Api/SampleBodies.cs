using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Api;

/// <summary>What can be set of a sample. Owner, organization, state and code are no members; they have acts of their own or none.</summary>
internal record SampleBody
{
    public string? Name { get; init; }

    public Domain? Domain { get; init; }

    public long? SpeciesId { get; init; }

    public SampleKind? Kind { get; init; }

    public Derivation? Derivation { get; init; }

    /// <summary>A decimal as text, kept as written.</summary>
    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    public string? Position { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public string? Source { get; init; }

    public long? SiteId { get; init; }

    public bool? Sensitive { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    /// <summary>Codes; left out, the parents stay.</summary>
    public IReadOnlyList<string>? Parents { get; init; }

    public static SampleBody Of(SampleFields fields) => new()
    {
        Name = fields.Name,
        Domain = fields.Domain,
        SpeciesId = fields.SpeciesId,
        Kind = fields.Kind,
        Derivation = fields.Derivation,
        Quantity = fields.Quantity,
        Unit = fields.Unit,
        Location = fields.Location,
        Position = fields.Position,
        CollectedAt = fields.CollectedAt,
        Source = fields.Source,
        SiteId = fields.SiteId,
        Sensitive = fields.Sensitive,
        Notes = fields.Notes,
        CustomFields = fields.CustomFields,
    };

    public SampleFields Fields() => new()
    {
        Name = Name,
        Domain = Domain,
        SpeciesId = SpeciesId,
        Kind = Kind,
        Derivation = Derivation,
        Quantity = Quantity,
        Unit = Unit,
        Location = Location,
        Position = Position,
        CollectedAt = CollectedAt,
        Source = Source,
        SiteId = SiteId,
        Sensitive = Sensitive ?? false,
        Notes = Notes,
        CustomFields = CustomFields ?? new Dictionary<string, string>(),
    };

    /// <summary>A null among them names nothing; the operation refuses it at its field.</summary>
    public IReadOnlyList<RecordRef<Sample>>? ParentRefs() => Parents is null ? null : [.. ((IReadOnlyList<string?>)Parents).Select(code => code is null ? default : RecordRef<Sample>.Parse(code))];
}

/// <summary>One new sample, or several of a kind.</summary>
internal sealed record NewSampleBody : SampleBody
{
    /// <summary>1 to 500; names then follow a pattern such as <c>Callus {n}</c>.</summary>
    public int? Count { get; init; }

    public string? State { get; init; }

    public Visibility? Visibility { get; init; }

    public CreateSample ToCommand(string? reason) =>
        new(Fields()) { Count = Count ?? 1, State = State, Visibility = Visibility, Parents = ParentRefs() ?? [], Reason = reason };
}

/// <param name="State">Key of the state to move to.</param>
internal sealed record StateBody(string State, string? Reason = null);

/// <param name="To">Id of the member who gets the sample.</param>
internal sealed record TransferBody(long To, string? Reason = null);

internal sealed record VisibilityBody(Visibility? Visibility, string? Reason = null);
