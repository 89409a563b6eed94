using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Names behind the ids that events and records carry: members, sites, species and other plain rows. Which member refers to what is read from
/// the model, so a new reference needs nothing here.</summary>
internal sealed class ReferenceNames
{
    public static readonly ReferenceNames None = new([]);

    private static readonly FrozenDictionary<(string Type, string Name), Type> Targets = ModelConventions.EntityTypes
        .SelectMany(type => type.GetProperties().Select(property => (Type: SnakeCase.Of(type.Name), Name: SnakeCase.Of(property.Name), Target: property.GetCustomAttribute<ReferencesAttribute>()?.Target)))
        .Where(one => one.Target?.IsAssignableTo(typeof(PlainRow)) == true).ToFrozenDictionary(one => (one.Type, one.Name), one => one.Target!);

    private static readonly MethodInfo LoadOf = typeof(ReferenceNames).GetMethod(nameof(LoadAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Dictionary<(Type Target, long Id), string> names;

    private ReferenceNames(Dictionary<(Type, long), string> names) => this.names = names;

    public string? Find(string type, string name, long id) => Targets.TryGetValue((type, name), out var target) ? names.GetValueOrDefault((target, id)) : null;

    /// <summary>Loads what these events name, in one query for each kind of row.</summary>
    public static Task<ReferenceNames> OfAsync(OperationContext context, IEnumerable<ChainEvent> events, CancellationToken ct)
    {
        var ids = new HashSet<(Type, long)>();
        foreach (var e in events)
        {
            if (e.EntityType is null) continue;
            Collect(e.EntityType, e.Before, ids);
            Collect(e.EntityType, e.After, ids);
        }

        return LoadAllAsync(context, ids, ct);
    }

    /// <summary>Loads what one record's members name.</summary>
    public static Task<ReferenceNames> OfAsync(OperationContext context, IEnumerable<(string Type, JsonObject Members)> records, CancellationToken ct)
    {
        var ids = new HashSet<(Type, long)>();
        foreach (var (type, members) in records) Collect(type, members, ids);
        return LoadAllAsync(context, ids, ct);
    }

    private static void Collect(string type, string? json, HashSet<(Type, long)> ids)
    {
        if (json is not null && JsonNode.Parse(json) is JsonObject members) Collect(type, members, ids);
    }

    private static void Collect(string type, JsonObject members, HashSet<(Type, long)> ids)
    {
        foreach (var (name, value) in members)
        {
            if (!Targets.TryGetValue((type, name), out var target)) continue;
            foreach (var one in value as IEnumerable<JsonNode?> ?? new[] { value })
                if (one is JsonValue number && number.TryGetValue<long>(out var id)) ids.Add((target, id));
        }
    }

    private static async Task<ReferenceNames> LoadAllAsync(OperationContext context, HashSet<(Type Target, long Id)> ids, CancellationToken ct)
    {
        var names = new Dictionary<(Type, long), string>();
        foreach (var target in ids.GroupBy(pair => pair.Target, pair => pair.Id))
            await (Task)LoadOf.MakeGenericMethod(target.Key).Invoke(null, [context, target.ToArray(), names, ct])!;
        return new ReferenceNames(names);
    }

    private static async Task LoadAsync<T>(OperationContext context, long[] ids, Dictionary<(Type, long), string> names, CancellationToken ct)
        where T : PlainRow
    {
        foreach (var row in await context.Rows<T>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct)) names[(typeof(T), row.Id)] = row.AuditLabel;
    }
}
