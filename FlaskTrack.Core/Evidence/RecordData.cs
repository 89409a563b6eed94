using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Evidence;

/// <summary>A record's stored members as JSON. They are read from the type, so that a member added to a record is in every packet without a word here
/// (21 CFR 11.10(b): complete copies).</summary>
internal static class RecordData
{
    /// <summary>Kept for searching and sorting, said elsewhere, or the organization's own key.</summary>
    private static readonly HashSet<string> Technical = ["OrganizationId", "SearchText", "NameKey", "PlaceKey", "Id", "Code", "Version"];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    public static IReadOnlyList<PropertyInfo> MembersOf(Type type) => Members.GetOrAdd(type, static t =>
        [.. t.GetProperties().Where(property => property.CanWrite && !Technical.Contains(property.Name) && IsValue(property.PropertyType)).OrderBy(property => SnakeCase.Of(property.Name), StringComparer.Ordinal)]);

    /// <summary>The members as they are stored; ids of references stay numbers.</summary>
    public static JsonObject Raw(GovernedRecord record)
    {
        var data = new JsonObject();
        foreach (var member in MembersOf(record.GetType())) data[SnakeCase.Of(member.Name)] = JsonSerializer.SerializeToNode(AuditValue.Of(member.GetValue(record)));
        return data;
    }

    /// <summary>Adds the name beside each id of a reference: <c>owner_id</c> 3 gets <c>owner</c> "Leïla Haddad".</summary>
    public static JsonObject Named(string type, JsonObject raw, ReferenceNames names)
    {
        var data = (JsonObject)raw.DeepClone();
        foreach (var (name, value) in raw)
        {
            if (!name.EndsWith("_id", StringComparison.Ordinal) || value is not JsonValue number || !number.TryGetValue<long>(out var id)) continue;
            if (names.Find(type, name, id) is { } known) data[name[..^3]] = known;
        }

        return data;
    }

    private static bool IsValue(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly)
            || plain == typeof(List<string>) || plain == typeof(List<long>) || plain == typeof(Dictionary<string, string>);
    }
}
