using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Sheets;
using FlaskTrack.Core.Samples.Import;

namespace FlaskTrack.Core.Samples;

/// <summary>The columns of an export: what an import reads, then what only the server knows.</summary>
internal static class ExportColumns
{
    private static readonly string[] ReadOnly = ["owner", "status", "created_at", "updated_at", "version"];

    public static IReadOnlyList<string> Of(IEnumerable<Dictionary<string, string>> rows) =>
        [.. ImportFields.All.Select(field => field.Key), .. rows.SelectMany(row => row.Keys).Where(key => key.StartsWith(ImportFields.CustomPrefix, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal), .. ReadOnly];

    public static ExportColumn Column(string key) => new(Heading(key), key switch
    {
        "passage" or "version" => ColumnKind.Integer,
        "quantity" => ColumnKind.Decimal,
        "collected_at" or "created_at" or "updated_at" => ColumnKind.DateTime,
        _ => ColumnKind.Text,
    });

    public static ExportCell Cell(string key, Dictionary<string, string> row) => !row.TryGetValue(key, out var text) ? ExportCell.Empty : key switch
    {
        "passage" or "version" => ExportCell.Integer(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        "quantity" => ExportCell.Decimal(text),
        "collected_at" or "created_at" or "updated_at" => ExportCell.Time(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ExportCell.Text(text),
    };

    /// <summary>The same values as JSON: numbers of digits that must not change stay text.</summary>
    public static JsonObject Json(IReadOnlyList<string> keys, Dictionary<string, string> row)
    {
        var json = new JsonObject();
        foreach (var key in keys.Where(key => !key.StartsWith(ImportFields.CustomPrefix, StringComparison.Ordinal))) json[key] = Value(key, row.GetValueOrDefault(key));
        var custom = new JsonObject();
        foreach (var (key, value) in row.Where(pair => pair.Key.StartsWith(ImportFields.CustomPrefix, StringComparison.Ordinal))) custom[key[ImportFields.CustomPrefix.Length..]] = value;
        json["custom_fields"] = custom;
        return json;
    }

    private static JsonNode? Value(string key, string? text) => key switch
    {
        _ when text is null => null,
        "passage" or "version" => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        "sensitive" => text == "yes",
        "parents" => new JsonArray([.. text.Split("; ").Select(code => JsonValue.Create(code))]),
        _ => text,
    };

    // Times in sheets have no zone, so the heading says it; the import reads the same heading.
    private static string Heading(string key) => key switch
    {
        "collected_at" => "Collected at (UTC)",
        "created_at" => "Created at (UTC)",
        "updated_at" => "Updated at (UTC)",
        "owner" => "Owner",
        "status" => "Record status",
        "version" => "Version",
        _ when key.StartsWith(ImportFields.CustomPrefix, StringComparison.Ordinal) => "Custom: " + key[ImportFields.CustomPrefix.Length..],
        _ => ImportFields.Find(key)!.Label,
    };
}
