using System.Globalization;
using System.Text.Json;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Puts the events of a sample into words: keys and ids become labels and names.</summary>
internal sealed class TimelineWords
{
    private const string Masked = "hidden";
    private static readonly HashSet<string> Unchanged = ["null", "[]", "{}", "false"];
    private readonly Dictionary<string, Func<long, string?>> names = [];
    private readonly RecordCodes codes;
    private readonly bool masks;

    private TimelineWords(RecordCodes codes, bool masks)
    {
        this.codes = codes;
        this.masks = masks;
    }

    public static async Task<TimelineWords> LoadAsync(OperationContext context, IReadOnlyList<AuditEvent> events, bool masks, CancellationToken ct)
    {
        var species = await context.Rows<Species>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.ScientificName, ct);
        var sites = await context.Rows<Site>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var words = new TimelineWords(await RecordCodes.OfAsync(context, events.SelectMany(row => new[] { (row.EntityType, row.Before), (row.EntityType, row.After) }), ct), masks);
        words.names["species_id"] = id => species.GetValueOrDefault(id);
        words.names["site_id"] = id => sites.GetValueOrDefault(id);
        words.names["owner_id"] = id => MemberNames.Of(context)(id);
        return words;
    }

    public TimelineEntry Entry(AuditEvent row)
    {
        var before = Members(codes.MaskIn(row.EntityType, row.Before));
        var after = Members(codes.MaskIn(row.EntityType, row.After));
        var changes = after.Keys.Union(before.Keys).Where(field => field is not "state_changed_at").Order(StringComparer.Ordinal)
            .Where(field => row.Before is not null || !Unchanged.Contains(after[field].GetRawText()))
            .Select(field => new TimelineChange(field, Label(field), Value(field, before), Value(field, after))).ToList();
        return new TimelineEntry(row.Sequence, row.Time, row.OnBehalfOf ?? row.ActorName, row.ActorRole, row.Action, row.Channel, Sentence(row, changes), changes, row.Reason, row.EntityVersion);
    }

    private static string Sentence(AuditEvent row, List<TimelineChange> changes)
    {
        if (row.Before is null) return row.Channel == "import" ? "Created by an import" : "Created";
        if (changes.Find(change => change.Field == "status") is { } status)
            return status.After switch { "Archived" => "Archived", "Deleted" => "Deleted", _ => "Restored" };
        if (changes.Find(change => change.Field == "owner_id") is { } owner) return $"Handed from {owner.Before} to {owner.After}";
        if (changes.Find(change => change.Field == "visibility") is { } visibility) return $"Visibility changed from {Lower(visibility.Before)} to {Lower(visibility.After)}";
        if (changes.Find(change => change.Field == "state") is { } state)
            return row.Action == "samples.edit" ? $"State corrected from {Lower(state.Before)} to {Lower(state.After)}" : $"Moved from {Lower(state.Before)} to {Lower(state.After)}";
        return changes.Count switch
        {
            0 => "Changed",
            <= 3 => $"Changed {string.Join(" and ", changes.Select(change => Lower(change.Label)))}",
            _ => $"Changed {changes.Count} fields",
        };
    }

    private static Dictionary<string, JsonElement> Members(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    private string? Value(string field, Dictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (masks && SampleMask.Covers.Contains(field)) return Masked;
        if (names.TryGetValue(field, out var name) && value.TryGetInt64(out var id)) return name(id) ?? id.ToString(CultureInfo.InvariantCulture);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength() == 0 ? null : string.Join(", ", value.EnumerateArray().Select(part => part.ToString())),
            JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {member.Value}")) is { Length: > 0 } text ? text : null,
            JsonValueKind.True => "Yes",
            JsonValueKind.False => "No",
            JsonValueKind.String when field is "state" or "domain" or "kind" or "derivation" or "visibility" or "status" => SampleStates.Label(value.GetString()!),
            _ => value.ToString(),
        };
    }

    private static string Label(string field) => field switch
    {
        "species_id" => "Species",
        "site_id" => "Site",
        "owner_id" => "Owner",
        "import_code" => "Import",
        _ => SampleStates.Label(field),
    };

    private static string Lower(string? text) => string.IsNullOrEmpty(text) ? "nothing" : char.ToLowerInvariant(text[0]) + text[1..];
}
