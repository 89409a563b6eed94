using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>The values of the form as typed, by the keys that errors name. Times are in the reader's zone.</summary>
internal sealed class SampleDraft
{
    private const string MinuteFormat = "yyyy-MM-dd'T'HH:mm";

    private static readonly (string Key, string Label)[] Labels =
    [
        ("name", "Name"), ("domain", "Domain"), ("species", "Species"), ("kind", "Kind"), ("derivation", "Derived by"), ("parents", "Parents"), ("quantity", "Quantity"), ("unit", "Unit"),
        ("location", "Location"), ("position", "Position"), ("collected_at", "Collected"), ("source", "Source"), ("site", "Site"), ("sensitive", "Sensitive"), ("notes", "Notes"), ("custom_fields", "Custom fields"),
    ];

    private readonly Dictionary<string, string?> values = [];

    public string? this[string key]
    {
        get => values.GetValueOrDefault(key);
        set => values[key] = string.IsNullOrEmpty(value) ? null : value;
    }

    public bool Sensitive
    {
        get => this["sensitive"] == "yes";
        set => this["sensitive"] = value ? "yes" : "no";
    }

    /// <summary>Codes of the parents, parted by spaces or commas.</summary>
    public IReadOnlyList<RecordRef<Sample>> Parents =>
        [.. (this["parents"] ?? "").Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => (RecordRef<Sample>)code)];

    public static SampleDraft Of(SampleView view, TimeZoneInfo zone) => new()
    {
        ["name"] = view.Fields.Name,
        ["domain"] = view.Fields.Domain is { } domain ? SampleWords.Key(domain) : null,
        ["species"] = view.Fields.SpeciesId?.ToString(CultureInfo.InvariantCulture),
        ["kind"] = view.Fields.Kind is { } kind ? SampleWords.Key(kind) : null,
        ["derivation"] = view.Fields.Derivation is { } how ? SampleWords.Key(how) : null,
        ["parents"] = string.Join(", ", view.Parents.Select(parent => parent.Code)),
        ["quantity"] = view.Fields.Quantity,
        ["unit"] = view.Fields.Unit,
        ["location"] = view.Fields.Location,
        ["position"] = view.Fields.Position,
        ["collected_at"] = view.Fields.CollectedAt is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(MinuteFormat, CultureInfo.InvariantCulture) : null,
        ["source"] = view.Fields.Source,
        ["site"] = view.Fields.SiteId?.ToString(CultureInfo.InvariantCulture),
        ["sensitive"] = view.Fields.Sensitive ? "yes" : "no",
        ["notes"] = view.Fields.Notes,
        ["custom_fields"] = CustomFieldText.Of(view.Fields.CustomFields.Select(pair => (pair.Key, pair.Value))),
    };

    public SampleDraft Copy() => Of(values);

    public static SampleDraft Of(IEnumerable<KeyValuePair<string, string?>> values)
    {
        var draft = new SampleDraft();
        foreach (var (key, value) in values) draft[key] = value;
        return draft;
    }

    /// <summary>All fields of the form, for a draft.</summary>
    public IReadOnlyDictionary<string, string?> Values => Labels.ToDictionary(label => label.Key, label => this[label.Key]);

    /// <summary>What cannot be turned into fields without losing some of it; null where all can.</summary>
    public Problem? Check()
    {
        var errors = new FieldErrors();
        if (this["collected_at"] is { } time && !DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) errors.Add("collected_at", "Collected must be a date and time, such as 2026-11-12 09:30.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in CustomFieldText.Read(this["custom_fields"]))
        {
            if (StoredText.Clean(name) is not { } kept || StoredText.Clean(value) is null) errors.Add("custom_fields", $"\"{name}{value}\" is half a custom field. Give it a name and a value, such as Explant batch and 45-A.");
            else if (!names.Add(kept)) errors.Add("custom_fields", $"\"{name}\" is there twice. Keep one of them.");
        }

        return errors.Any ? errors.ToProblem() : null;
    }

    public bool IsSame(SampleDraft other) => Array.TrueForAll(Labels, field => this[field.Key] == other[field.Key]);

    /// <summary>What the operation takes.</summary>
    /// <param name="read">What the record holds: a time that was not touched keeps its seconds.</param>
    /// <param name="decimalComma">The reader's language writes decimals with a comma.</param>
    public SampleFields ToFields(TimeZoneInfo zone, SampleView? read = null, bool decimalComma = false) => new()
    {
        // What was stored has a decimal point, and a value that was not touched is not read anew.
        DecimalComma = decimalComma && this["quantity"] != read?.Fields.Quantity,
        Name = this["name"],
        Domain = SampleWords.Parse<Domain>(this["domain"]),
        SpeciesId = Id("species"),
        Kind = SampleWords.Parse<SampleKind>(this["kind"]),
        Derivation = SampleWords.Parse<Derivation>(this["derivation"]),
        Quantity = this["quantity"],
        Unit = this["unit"],
        Location = this["location"],
        Position = this["position"],
        CollectedAt = read is not null && Of(read, zone)["collected_at"] == this["collected_at"] ? read.Fields.CollectedAt : Time(zone),
        Source = this["source"],
        SiteId = Id("site"),
        Sensitive = Sensitive,
        Notes = this["notes"],
        CustomFields = Custom(),
    };

    /// <summary>The fields that one of two drafts changed from what both began with.</summary>
    public static IReadOnlyList<ConflictField> Compare(SampleDraft from, SampleDraft theirs, SampleDraft yours) =>
        [.. Labels.Where(field => theirs[field.Key] != from[field.Key] || yours[field.Key] != from[field.Key]).Select(field => new ConflictField(field.Key, field.Label, from[field.Key], theirs[field.Key], yours[field.Key]))];

    private long? Id(string key) => long.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private DateTimeOffset? Time(TimeZoneInfo zone)
    {
        if (!DateTime.TryParse(this["collected_at"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        // Years that no lab means are left to the operation, which refuses them by name.
        if (local.Year is < 1900 or >= 2200) return local.Year < 1900 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private Dictionary<string, string> Custom()
    {
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in CustomFieldText.Read(this["custom_fields"])) custom[name] = value;
        return custom;
    }
}
