using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Custom fields of a form as one text, so that drafts and conflicts handle them like any field: pairs in JSON, since names and values may hold
/// any character.</summary>
internal static class CustomFieldText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Null for no fields.</returns>
    public static string? Of(IEnumerable<(string Name, string Value)> fields)
    {
        var pairs = fields.Select(field => new[] { field.Name, field.Value }).ToArray();
        return pairs.Length == 0 ? null : JsonSerializer.Serialize(pairs, Plain);
    }

    public static IReadOnlyList<(string Name, string Value)> Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        try
        {
            return [.. (JsonSerializer.Deserialize<string[][]>(text) ?? []).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>One line a field, for reading.</summary>
    public static string? Words(string? text) => Read(text) is { Count: > 0 } fields ? string.Join('\n', fields.Select(field => $"{field.Name}: {field.Value}")) : null;
}
