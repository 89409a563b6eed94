using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Ancestors and descendants of a sample, level by level.</summary>
public sealed record GetSampleLineage(RecordRef<Sample> Record, int Levels = 5) : IQuery<GetSampleLineage, SampleLineage>, IOnRecord<Sample>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        if (Levels is < 1 or > 20) errors.Add("levels", $"Levels is {Levels}; 1 to 20 are shown at once.");
    }
}

/// <param name="IsComplete">False where levels or nodes lie beyond what was asked for.</param>
public sealed record SampleLineage(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageEdge> Edges, bool IsComplete);

/// <summary>One sample of the tree.</summary>
/// <param name="Key">Names the node inside this answer only.</param>
/// <param name="Level">0 for the sample itself, negative for ancestors, positive for descendants.</param>
/// <param name="Sample">Null for one that the member cannot read: it is shown as withheld.</param>
/// <param name="DeletedCode">Code of one that was deleted.</param>
public sealed record LineageNode(string Key, int Level, LineageSample? Sample, string? DeletedCode = null);

public sealed record LineageSample(long Id, string Code, string Name, Domain Domain, string State, SampleKind Kind, int Passage, Derivation? Derivation, RecordStatus Status);

/// <summary>From parent to child, by node keys.</summary>
public sealed record LineageEdge(string Parent, string Child);

internal sealed class GetSampleLineageHandler : IHandler<GetSampleLineage, SampleLineage>
{
    private const int MostNodes = 500;

    public async Task<Result<SampleLineage>> HandleAsync(GetSampleLineage operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        var levels = new Dictionary<long, int> { [sample.Id] = 0 };
        var edges = new HashSet<(long Parent, long Child)>();
        var complete = await WalkAsync(context, levels, edges, -1, operation.Levels, ct) & await WalkAsync(context, levels, edges, 1, operation.Levels, ct);

        var readable = new Dictionary<long, LineageSample>();
        var deleted = new Dictionary<long, string>();
        foreach (var part in levels.Keys.Chunk(500))
        {
            var rows = await context.Readable<Sample>().Where(row => part.Contains(row.Id)).Select(row => new LineageSample(row.Id, row.Code, row.Name, row.Domain, row.State, row.Kind, row.Passage, row.Derivation, row.Status)).ToListAsync(ct);
            foreach (var row in rows) readable[row.Id] = row;
            context.Shows<Sample>(rows.Select(row => row.Id));
            foreach (var (id, code) in await context.TombstonesAsync<Sample>(part, ct)) deleted[id] = code;
        }

        // Keys are places in this answer, so that a withheld sample does not even show its id.
        var keys = levels.Keys.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => string.Create(CultureInfo.InvariantCulture, $"n{pair.i}"));
        return new SampleLineage(
            [.. levels.Select(pair => new LineageNode(keys[pair.Key], pair.Value, readable.GetValueOrDefault(pair.Key), deleted.GetValueOrDefault(pair.Key)))],
            [.. edges.Select(edge => new LineageEdge(keys[edge.Parent], keys[edge.Child]))],
            complete);
    }

    private static async Task<bool> WalkAsync(OperationContext context, Dictionary<long, int> levels, HashSet<(long Parent, long Child)> edges, int direction, int most, CancellationToken ct)
    {
        List<long> front = [levels.Keys.First()];
        for (var level = 1; front.Count > 0; level++)
        {
            var links = direction < 0 ? await Lineage.ParentsOfAsync(context, front, ct) : await Lineage.ChildrenOfAsync(context, front, ct);
            if (level > most) return links.Count == 0;
            front = [];
            foreach (var link in links)
            {
                var id = direction < 0 ? link.ParentId : link.SampleId;
                if (!levels.ContainsKey(id) && levels.Count >= MostNodes) return false;
                edges.Add((link.ParentId, link.SampleId));
                if (levels.TryAdd(id, direction * level)) front.Add(id);
            }
        }

        return true;
    }
}
