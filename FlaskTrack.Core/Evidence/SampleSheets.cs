using System.Text.Json.Nodes;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Evidence;

/// <summary>Samples as record sheets, with their lineage as far as the requester may read it.</summary>
internal static class SampleSheets
{
    private static readonly string[] Order = ["name", "species", "domain", "kind", "state", "state_changed_at", "passage", "derivation", "quantity", "unit", "location", "position", "collected_at", "source", "owner", "site", "visibility", "sensitive", "status", "import_code", "created_at", "created_by", "updated_at", "updated_by"];
    private static readonly HashSet<string> Apart = new(StringComparer.Ordinal) { "notes", "custom_fields" };

    /// <returns>The sheets in order of code, and how many relations lead to records the requester may not read.</returns>
    public static async Task<(List<RecordSheet> Sheets, int Withheld)> OfAsync(OperationContext context, IReadOnlyList<Sample> samples, Func<DateTimeOffset, string> time, IProgress<JobStep>? progress, CancellationToken ct)
    {
        var raw = samples.Select(sample => (Sample: sample, Data: RecordData.Raw(sample))).ToList();
        var names = await ReferenceNames.OfAsync(context, raw.Select(pair => (EvidenceSelection.SampleType, pair.Data)), ct);
        var species = await context.Rows<Species>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.ScientificName, ct);
        var kin = await KinAsync(context, samples, ct);
        var sheets = new List<RecordSheet>(samples.Count);
        foreach (var (sample, data) in raw)
        {
            progress?.Report(new JobStep("Reading records", sheets.Count, samples.Count, sample.Code));
            var named = RecordData.Named(EvidenceSelection.SampleType, data, names);
            var facts = Facts(named, time).ToList();
            sheets.Add(new RecordSheet(EvidenceSelection.SampleType, sample.Id, sample.Code, sample.Version, sample.Name, species.GetValueOrDefault(sample.SpeciesId, ""), named, Relations(kin, sample.Id), facts, [.. Lineage(kin, sample.Id)], sample.Notes, [.. sample.CustomFields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))]));
        }

        return (sheets, kin.Withheld);
    }

    private static IEnumerable<(string Label, string Value)> Facts(JsonObject data, Func<DateTimeOffset, string> time)
    {
        // A reference is shown by its name; its id stays in records.json.
        var shown = data.Select(member => member.Key).Where(name => !Apart.Contains(name) && !(name.EndsWith("_id", StringComparison.Ordinal) && data.ContainsKey(name[..^3])));
        foreach (var name in shown.OrderBy(name => Array.IndexOf(Order, name) is var at and >= 0 ? at : Order.Length).ThenBy(name => name, StringComparer.Ordinal))
        {
            if (Text(name, data[name], time) is { Length: > 0 } text) yield return (AuditWords.Label(name), text);
        }
    }

    private static string? Text(string name, JsonNode? value, Func<DateTimeOffset, string> time) => value switch
    {
        null => null,
        JsonArray items => string.Join(", ", items.Select(item => item?.ToString())),
        JsonValue one when one.TryGetValue<bool>(out var yes) => yes ? "yes" : "no",
        JsonValue one when name.EndsWith("_at", StringComparison.Ordinal) => time(DateTimeOffset.Parse(one.ToString(), System.Globalization.CultureInfo.InvariantCulture)),
        JsonValue one when name is "domain" or "kind" or "state" or "derivation" or "visibility" or "status" => one.ToString().Replace('_', ' '),
        _ => value.ToString(),
    };

    private static IEnumerable<(string Label, string Value)> Lineage(Kin kin, long id)
    {
        if (kin.Parents[id].ToList() is { Count: > 0 } parents) yield return (parents.Count == 1 ? "Parent" : "Parents", string.Join(", ", parents));
        if (kin.Children[id].ToList() is { Count: > 0 } children) yield return (children.Count == 1 ? "Child" : "Children", string.Join(", ", children));
    }

    private static JsonArray Relations(Kin kin, long id) =>
    [
        .. kin.Parents[id].Select(code => Relation("parent", code)),
        .. kin.Children[id].Select(code => Relation("child", code)),
    ];

    private static JsonObject Relation(string kind, string code) => new JsonObject { ["relation"] = kind, ["type"] = EvidenceSelection.SampleType, ["code"] = code };

    private static async Task<Kin> KinAsync(OperationContext context, IReadOnlyList<Sample> samples, CancellationToken ct)
    {
        var links = new List<SampleParent>();
        foreach (var ids in samples.Select(sample => sample.Id).Chunk(200))
            links.AddRange(await context.Links<SampleParent>().Where(link => ids.Contains(link.SampleId) || ids.Contains(link.ParentId)).ToListAsync(ct));
        var mine = samples.Select(sample => sample.Id).ToHashSet();
        var edges = links.Select(link => (Child: link.SampleId, Parent: link.ParentId)).Distinct().ToList();
        var codes = new Dictionary<long, string>();
        foreach (var ids in edges.SelectMany(edge => new[] { edge.Child, edge.Parent }).Distinct().Chunk(200))
            foreach (var row in await context.Readable<Sample>().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Code }).ToListAsync(ct)) codes[row.Id] = row.Code;
        context.Shows<Sample>(codes.Keys);
        var parents = edges.Where(edge => mine.Contains(edge.Child)).ToList();
        var children = edges.Where(edge => mine.Contains(edge.Parent)).ToList();
        return new Kin(
            parents.Where(edge => codes.ContainsKey(edge.Parent)).OrderBy(edge => codes[edge.Parent], StringComparer.Ordinal).ToLookup(edge => edge.Child, edge => codes[edge.Parent]),
            children.Where(edge => codes.ContainsKey(edge.Child)).OrderBy(edge => codes[edge.Child], StringComparer.Ordinal).ToLookup(edge => edge.Parent, edge => codes[edge.Child]),
            parents.Count(edge => !codes.ContainsKey(edge.Parent)) + children.Count(edge => !codes.ContainsKey(edge.Child)));
    }

    private sealed record Kin(ILookup<long, string> Parents, ILookup<long, string> Children, int Withheld);
}
