using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Walks the edges of the lineage. It sees ids and codes only, so it may pass samples the caller cannot read; it names none of these.</summary>
internal static class Lineage
{
    // Keys in one query; above it engines refuse the parameter list.
    private const int Chunk = 500;

    public static async Task<List<SampleParent>> ParentsOfAsync(OperationContext context, IReadOnlyCollection<long> children, CancellationToken ct) =>
        await EdgesAsync(children, part => context.Links<SampleParent>().Where(link => part.Contains(link.SampleId)), ct);

    public static async Task<List<SampleParent>> ChildrenOfAsync(OperationContext context, IReadOnlyCollection<long> parents, CancellationToken ct) =>
        await EdgesAsync(parents, part => context.Links<SampleParent>().Where(link => part.Contains(link.ParentId)), ct);

    /// <summary>INVARIANT: the lineage has no cycle. Gives the path by which one of the new parents already descends from the sample, from the sample down to
    /// that parent and back; null where the parents may be taken.</summary>
    public static async Task<IReadOnlyList<string>?> CycleAsync(OperationContext context, Sample sample, IReadOnlyCollection<Sample> parents, CancellationToken ct)
    {
        // Child by ancestor: how the walk came there.
        var cameFrom = parents.ToDictionary(parent => parent.Id, _ => 0L);
        var codes = parents.ToDictionary(parent => parent.Id, parent => parent.Code);
        var front = parents.Select(parent => parent.Id).ToList();
        while (front.Count > 0 && !cameFrom.ContainsKey(sample.Id))
        {
            var edges = await ParentsOfAsync(context, front, ct);
            front = [];
            foreach (var edge in edges)
            {
                codes[edge.ParentId] = edge.ParentCode;
                if (cameFrom.TryAdd(edge.ParentId, edge.SampleId)) front.Add(edge.ParentId);
            }
        }

        if (!cameFrom.TryGetValue(sample.Id, out var below)) return null;
        var path = new List<string> { sample.Code };
        for (var at = below; at != 0; at = cameFrom[at]) path.Add(codes[at]);
        path.Add(sample.Code);
        var said = await RecordCodes.OfAsync<Sample>(context, path, ct);
        return [.. path.Select(said.Shown<Sample>)];
    }

    public static string Sentence(IReadOnlyList<string> path) =>
        $"A sample cannot descend from itself: {string.Join(" → ", path)}. Choose another parent.";

    private static async Task<List<SampleParent>> EdgesAsync(IReadOnlyCollection<long> ids, Func<long[], IQueryable<SampleParent>> query, CancellationToken ct)
    {
        var edges = new List<SampleParent>();
        foreach (var part in ids.Chunk(Chunk)) edges.AddRange(await query(part).OrderBy(link => link.SampleId).ThenBy(link => link.ParentId).ToListAsync(ct));
        return edges;
    }
}
