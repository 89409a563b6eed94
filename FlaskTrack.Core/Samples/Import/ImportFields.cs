using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>One field an import can fill.</summary>
/// <param name="Key">As in the API and in mappings.</param>
/// <param name="Label">As in exports and pickers.</param>
/// <param name="Synonyms">Folded headings that mean it.</param>
/// <param name="FixedOnUpdate">Written only when a sample is made; on an existing one it must be the same or empty.</param>
public sealed record ImportField(string Key, string Label, bool FixedOnUpdate, params string[] Synonyms);

/// <summary>The fields of a sample that a sheet can hold, in the order of an export.</summary>
public static class ImportFields
{
    /// <summary>A column whose heading begins so fills the custom field named after it.</summary>
    public const string CustomPrefix = "custom:";

    public static IReadOnlyList<ImportField> All { get; } =
    [
        new("code", "Code", true, "sample code", "sample id", "id", "sample no", "sample number", "barcode"),
        new("name", "Name", false, "sample", "sample name", "title", "label"),
        new("domain", "Domain", false, "area", "work", "type of work"),
        new("species", "Species", false, "organism", "latin name", "scientific name", "taxon"),
        new("kind", "Kind", false, "type", "material", "sample type", "sample kind"),
        new("state", "State", true, "status", "stage", "phase"),
        new("derivation", "Derivation", false, "derived by", "origin type", "how"),
        new("parents", "Parents", true, "parent", "parent code", "mother", "source sample", "derived from"),
        new("passage", "Passage", true, "passage number", "generation"),
        new("quantity", "Quantity", false, "amount", "qty", "volume", "mass", "number"),
        new("unit", "Unit", false, "units", "uom"),
        new("location", "Location", false, "place", "storage", "stored in", "room", "freezer"),
        new("position", "Position", false, "pos", "well", "slot", "shelf"),
        new("collected_at", "Collected at", false, "collected", "collected at (utc)", "collection date", "sampling date", "date collected", "sampled"),
        new("source", "Source", false, "origin", "provenance", "supplier", "donor"),
        new("site", "Site", false, "lab site", "facility", "campus"),
        new("visibility", "Visibility", true, "access"),
        new("sensitive", "Sensitive", false, "confidential"),
        new("notes", "Notes", false, "note", "comment", "comments", "remarks", "remark"),
    ];

    public static ImportField? Find(string? key) =>
        key is null ? null : All.FirstOrDefault(field => field.Key == key) ?? (key.StartsWith(CustomPrefix, StringComparison.Ordinal) && key.Length > CustomPrefix.Length ? new ImportField(key, key[CustomPrefix.Length..], false) : null);

    /// <summary>What the headings look like, each field at most once; null for a heading nobody knows.</summary>
    public static IReadOnlyList<string?> Guess(IReadOnlyList<string> headers)
    {
        // A heading that is a field's own name has it before one that may mean it.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var exact = headers.Select(header => Match(header, exactly: true) is { } key && taken.Add(key) ? key : null).ToList();
        return [.. headers.Select((header, i) => exact[i] ?? (Match(header, exactly: false) is { } key && taken.Add(key) ? key : null))];
    }

    private static string? Match(string header, bool exactly)
    {
        if (header.Trim().StartsWith(CustomPrefix, StringComparison.OrdinalIgnoreCase) && StoredText.Clean(header.Trim()[CustomPrefix.Length..]) is { } custom) return CustomPrefix + custom;
        var text = FoldedText.Of(header).Replace('_', ' ').Replace('-', ' ').TrimEnd('.', ':', '*').Trim();
        return All.FirstOrDefault(field => field.Key.Replace('_', ' ') == text || FoldedText.Of(field.Label) == text || (!exactly && field.Synonyms.Contains(text)))?.Key;
    }
}
