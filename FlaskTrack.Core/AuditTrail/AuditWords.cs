using System.Text.Json;
using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Events in words a lab person reads: members by their label, references by name, changes as "from … to …".</summary>
internal static class AuditWords
{
    private const int SummaryMembers = 3;
    private const int ValueLength = 60;

    private static readonly Dictionary<string, string> Meanings = Permissions.All.ToDictionary(permission => permission.Name, permission => permission.Meaning, StringComparer.Ordinal);

    /// <summary><c>site_id</c> becomes "Site", <c>collected_at</c> "Collected".</summary>
    public static string Label(string name)
    {
        var words = name.EndsWith("_id", StringComparison.Ordinal) ? name[..^3] : name.EndsWith("_at", StringComparison.Ordinal) ? name[..^3] : name;
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..].Replace('_', ' ');
    }

    /// <summary>The members that changed, in order of name.</summary>
    /// <param name="names">Turns an id of a reference into the name of what it means.</param>
    public static IReadOnlyList<AuditChange> Changes(string? type, string? before, string? after, ReferenceNames names)
    {
        var old = Members(before);
        var now = Members(after);
        return [.. old.Select(member => member.Key).Union(now.Select(member => member.Key)).Order(StringComparer.Ordinal)
            .Select(name => new AuditChange(name, Label(name), Value(type, name, old[name], names), Value(type, name, now[name], names)))];
    }

    /// <summary>What happened, for the log's last column.</summary>
    public static string Summary(ChainEvent e, IReadOnlyList<AuditChange> changes)
    {
        if (IsDenied(e)) return "Denied: " + (changes.FirstOrDefault(change => change.Name == "required")?.After is { } needed ? $"needs {needed}" : changes.First(change => change.Name == "denied").After);
        if (e.EntityVersion is not null && e.Before is null && e.EntityVersion == 1) return e.EntityLabel is { } label ? $"Created {label}" : "Created";
        var told = changes.Where(change => change.Before is not null || change.After is not null).ToList();
        if (told.Count == 0) return e.EntityLabel ?? Meanings.GetValueOrDefault(e.Action) ?? e.Action;
        var parts = told.Take(SummaryMembers).Select(change => e.Before is null ? $"{change.Label} {Told(change, change.After)}" : $"{change.Label} {Told(change, change.Before)} to {Told(change, change.After)}");
        return string.Join("; ", parts) + (told.Count > SummaryMembers ? $"; {told.Count - SummaryMembers} more" : "");
    }

    /// <summary>A sentence that begins with who did it.</summary>
    public static string Sentence(ChainEvent e, IReadOnlyList<AuditChange> changes)
    {
        var who = e.OnBehalfOf is { } human ? $"{e.ActorName} for {human}" : e.ActorName ?? "Somebody";
        if (IsDenied(e)) return $"{who} was refused to {Meanings.GetValueOrDefault(e.Action) ?? e.Action}";
        if (e.Before is null && e.EntityVersion == 1) return $"{who} created {e.EntityLabel ?? e.EntityCode}";
        if (e.Before is null) return $"{who} used the right to {Meanings.GetValueOrDefault(e.Action) ?? e.Action}";
        var labels = changes.Where(change => !IsTimeOf(change, changes)).Select(change => change.Label.ToLowerInvariant()).ToList();
        return $"{who} changed {(labels.Count switch { 0 => "the record", 1 => labels[0], _ => string.Join(", ", labels[..^1]) + " and " + labels[^1] })}";
    }

    /// <summary>Whether a member only says when another of the same change changed: "changed state" says both.</summary>
    private static bool IsTimeOf(AuditChange change, IReadOnlyList<AuditChange> all) =>
        change.Name.EndsWith("_changed_at", StringComparison.Ordinal) && all.Any(other => other.Name == change.Name[..^"_changed_at".Length]);

    public static bool IsDenied(ChainEvent e) => e.Before is null && e.After is { } after && after.StartsWith(EventVisibility.DeniedPrefix, StringComparison.Ordinal);

    private static JsonObject Members(string? json) => json is null ? [] : (JsonObject)JsonNode.Parse(json)!;

    private static string? Value(string? type, string name, JsonNode? value, ReferenceNames names) => value switch
    {
        null => null,
        JsonArray items => items.Count == 0 ? null : string.Join(", ", items.Select(item => Value(type, name, item, names))),
        JsonObject members => members.Count == 0 ? null : string.Join("; ", members.Select(member => $"{member.Key}: {Value(null, member.Key, member.Value, names)}")),
        JsonValue one when one.GetValueKind() == JsonValueKind.Number && type is not null && one.TryGetValue<long>(out var id) && names.Find(type, name, id) is { } known => known,
        JsonValue one => one.GetValueKind() switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.String => one.GetValue<string>() is { Length: > 0 } text ? text : null,
            _ => one.ToJsonString(),
        },
        _ => value.ToJsonString(),
    };

    /// <summary>A time to the minute; its microseconds are in the detail.</summary>
    private static string Told(AuditChange change, string? value) => value switch
    {
        null => "empty",
        { Length: 27 } when change.Name.EndsWith("_at", StringComparison.Ordinal) && value[10] == 'T' && value[26] == 'Z' => $"{value[..10]} {value[11..16]} UTC",
        _ => Short(value),
    };

    private static string Short(string text) => text.Length <= ValueLength ? text : text[..(char.IsHighSurrogate(text[ValueLength - 1]) ? ValueLength - 1 : ValueLength)] + "…";
}
