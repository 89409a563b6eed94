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

    public bool IsSame(SampleDraft other) => Array.TrueForAll(Labels, field => this[field.Key] == other[field.Key]);

    /// <summary>What the operation takes.</summary>
    /// <param name="read">What the record holds: a time that was not touched keeps its seconds.</param>
    public SampleFields ToFields(TimeZoneInfo zone, SampleView? read = null) => new()
    {
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

    private DateTimeOffset? Time(TimeZoneInfo zone) =>
        DateTime.TryParse(this["collected_at"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : null;

    private Dictionary<string, string> Custom()
    {
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in CustomFieldText.Read(this["custom_fields"])) custom[name] = value;
        return custom;
    }
}
