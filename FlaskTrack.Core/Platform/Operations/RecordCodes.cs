using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>A member that names records of a type by their codes, as a list or inside a sentence. Links (<see cref="ILinkRow"/>) do so without it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesRecordsAttribute(Type target) : Attribute
{
    public Type Target => target;
}

/// <summary>Codes by which records and events name other records, as one caller may have them. SECURITY: a code is said only of a record the caller may read, or of a deleted one,
/// of which it is all that is left; of the others it is said how many they are. Which members name records is read from the model, so a new link needs nothing here.</summary>
internal sealed partial class RecordCodes
{
    private static readonly FrozenDictionary<(string Type, string Name), string> Targets = Marked().Concat(Linked()).ToFrozenDictionary(one => (one.Type, one.Name), one => one.Target);

    private readonly HashSet<(string Type, string Code)> open;

    private RecordCodes(HashSet<(string, string)> open) => this.open = open;

    /// <summary>What stands in place of codes: "a sample you cannot open", "3 samples you cannot open".</summary>
    public static string Withheld(string type, int count = 1)
    {
        var noun = type.Replace('_', ' ');
        return count == 1 ? $"a {noun} you cannot open" : $"{count} {noun}s you cannot open";
    }

    public static Task<RecordCodes> OfAsync<T>(OperationContext context, IEnumerable<string> codes, CancellationToken ct)
        where T : GovernedRecord => LoadAsync(context, codes.Select(code => (SnakeCase.Of(typeof(T).Name), code)), ct);

    /// <summary>Decides on the codes in the members of events, such as their <c>before</c> and <c>after</c>.</summary>
    public static Task<RecordCodes> OfAsync(OperationContext context, IEnumerable<(string? Type, string? Json)> members, CancellationToken ct) =>
        LoadAsync(context, members.SelectMany(one => Found(one.Type, one.Json)), ct);

    /// <summary>The code, or the words in its place.</summary>
    public string Shown<T>(string code)
        where T : GovernedRecord => open.Contains((SnakeCase.Of(typeof(T).Name), code)) ? code : Withheld(SnakeCase.Of(typeof(T).Name));

    /// <summary>The codes that may be said, in the order given.</summary>
    public IReadOnlyList<string> Open<T>(IEnumerable<string> codes)
        where T : GovernedRecord => [.. codes.Where(code => open.Contains((SnakeCase.Of(typeof(T).Name), code)))];

    /// <summary>A sentence with the words in place of codes that may not be said.</summary>
    public string? In<T>(string? sentence)
        where T : GovernedRecord => sentence is null ? null : In(SnakeCase.Of(typeof(T).Name), sentence);

    /// <summary>The members of an event with the words in place of codes that may not be said; the same text where there are none.</summary>
    public string? MaskIn(string? type, string? json)
    {
        if (!Found(type, json).Any(one => !open.Contains(one)) || JsonNode.Parse(json!) is not JsonObject members) return json;
        foreach (var name in members.Select(member => member.Key).Where(name => Targets.ContainsKey((type!, name))).ToList()) members[name] = Mask(Targets[(type!, name)], members[name]);
        return CanonicalJson.ToText(members);
    }

    /// <summary>The codes a sentence names.</summary>
    public static IEnumerable<string> CodesIn(string? sentence) => sentence is null ? [] : Code().Matches(sentence).Select(match => match.Value);

    private JsonNode? Mask(string target, JsonNode? value)
    {
        if (value is JsonValue one && one.TryGetValue<string>(out var sentence)) return In(target, sentence);
        if (value is not JsonArray codes) return value?.DeepClone();
        var said = codes.Select(code => code!.GetValue<string>()).Where(code => open.Contains((target, code))).ToList();
        var rest = codes.Count - said.Count;
        return new JsonArray([.. said.Concat(rest == 0 ? [] : [Withheld(target, rest)]).Select(text => (JsonNode)text)]);
    }

    private string In(string target, string sentence) => Code().Replace(sentence, match => open.Contains((target, match.Value)) ? match.Value : Withheld(target));

    private static async Task<RecordCodes> LoadAsync(OperationContext context, IEnumerable<(string Type, string Code)> codes, CancellationToken ct)
    {
        var open = new HashSet<(string, string)>();
        foreach (var type in codes.Distinct().GroupBy(one => one.Type, one => one.Code))
            foreach (var code in await context.OpenCodesAsync(type.Key, [.. type], ct)) open.Add((type.Key, code));
        return new RecordCodes(open);
    }

    private static IEnumerable<(string Type, string Code)> Found(string? type, string? json)
    {
        if (type is null || json is null || !Targets.Keys.Any(key => key.Type == type) || JsonNode.Parse(json) is not JsonObject members) yield break;
        foreach (var (name, value) in members)
        {
            if (!Targets.TryGetValue((type, name), out var target)) continue;
            var codes = value is JsonArray list ? list.Select(code => code!.GetValue<string>()) : value is JsonValue one && one.TryGetValue<string>(out var sentence) ? CodesIn(sentence) : [];
            foreach (var code in codes) yield return (target, code);
        }
    }

    private static IEnumerable<(string Type, string Name, string Target)> Marked() => ModelConventions.EntityTypes
        .SelectMany(type => type.GetProperties().Select(property => (Type: SnakeCase.Of(type.Name), Name: SnakeCase.Of(property.Name), property.GetCustomAttribute<NamesRecordsAttribute>()?.Target)))
        .Where(one => one.Target is not null).Select(one => (one.Type, one.Name, SnakeCase.Of(one.Target!.Name)));

    /// <summary>A link's target is the record its composite reference leads to.</summary>
    private static IEnumerable<(string Type, string Name, string Target)> Linked() => ModelConventions.EntityTypes.Where(type => type.IsAssignableTo(typeof(ILinkRow))).Select(type =>
    {
        var link = (ILinkRow)Activator.CreateInstance(type, nonPublic: true)!;
        var target = type.GetProperties().Select(property => property.GetCustomAttribute<Tenancy.ReferencesAttribute>()?.Target).Single(one => one is not null)!;
        return (SnakeCase.Of(link.HolderType.Name), link.AuditMember, SnakeCase.Of(target.Name));
    });

    [GeneratedRegex("\\b[A-Z]{3}-[0-9]{6,}\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
