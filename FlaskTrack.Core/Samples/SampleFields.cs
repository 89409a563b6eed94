using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples;

/// <summary>What a person can enter of a sample. Texts come as typed; <see cref="SampleRules"/> cleans and checks them for pages, API and import alike.</summary>
public sealed record SampleFields
{
    public string? Name { get; init; }

    public Domain? Domain { get; init; }

    public long? SpeciesId { get; init; }

    public SampleKind? Kind { get; init; }

    public Derivation? Derivation { get; init; }

    public string? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    public string? Position { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public string? Source { get; init; }

    public long? SiteId { get; init; }

    public bool Sensitive { get; init; }

    public string? Notes { get; init; }

    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The person's language writes decimals with a comma.</summary>
    public bool DecimalComma { get; init; }

    internal void Validate(FieldErrors errors, bool nameRequired)
    {
        errors.Text("name", "Name", Name, 160, nameRequired);
        if (Domain is null) errors.Add("domain", "Domain is missing. Choose tissue culture, fungus, agrobacterium, fermentation or general.");
        if (SpeciesId is null) errors.Add("species", "Species is missing. Choose one from the catalog.");
        if (Kind is null) errors.Add("kind", "Kind is missing. Choose one, such as callus or culture.");
        errors.Optional("location", "Location", Location, 160);
        errors.Optional("position", "Position", Position, 40);
        errors.Optional("source", "Source", Source, 400);
        errors.Optional("notes", "Notes", Notes, 20_000);
        ValidateAmount(errors);
        ValidateCustom(errors);
    }

    private void ValidateAmount(FieldErrors errors)
    {
        var (amount, error) = AmountText.Parse(Quantity, "Quantity", DecimalComma);
        if (error is not null) errors.Add("quantity", error);
        if (amount is not null && AmountText.Value(amount) < 0) errors.Add("quantity", $"Quantity is {amount}; it must be 0 or more, such as 2.5.");
        var unit = StoredText.Clean(Unit);
        if (unit is not null && Units.Find(unit) is null) errors.Add("unit", $"Unit \"{unit}\" is not known. Use one such as mg, mL, mM or pieces.");
        if (amount is not null && unit is null) errors.Add("unit", "Unit is missing. A quantity needs one, such as mL or pieces.");
        if (amount is null && error is null && unit is not null) errors.Add("quantity", "Quantity is missing. A unit needs a number, such as 2.5.");
    }

    private void ValidateCustom(FieldErrors errors)
    {
        if (CustomFields.Count > 50) errors.Add("custom_fields", $"{CustomFields.Count} custom fields were given; at most 50 are kept.");
        foreach (var (key, value) in CustomFields)
        {
            errors.Text("custom_fields", "Custom field name", key, 60);
            errors.Optional("custom_fields", $"Custom field \"{key}\"", value, 1000);
        }
    }
}
