using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

using LineageEdge = FlaskTrack.Web.Components.Shared.LineageEdge;
using LineageNode = FlaskTrack.Web.Components.Shared.LineageNode;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>A lineage as boxes and lines. Withheld samples have no code; their key keeps two of them apart.</summary>
internal sealed record SampleFamily(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageEdge> Edges)
{
    public static readonly SampleFamily None = new([], []);

    public static SampleFamily Of(SampleLineage? lineage, string current)
    {
        if (lineage is null) return None;
        var nodes = lineage.Nodes.Select(node => Box(node, current)).ToList();
        var names = lineage.Nodes.Zip(nodes).ToDictionary(pair => pair.First.Key, pair => pair.Second.Code);
        return new SampleFamily(nodes, [.. lineage.Edges.Select(edge => new LineageEdge(names[edge.Parent], names[edge.Child]))]);
    }

    private static LineageNode Box(FlaskTrack.Core.Samples.LineageNode node, string current) => node switch
    {
        { Sample: { } sample } => new(sample.Code, $"P{sample.Passage} {SampleStates.Label(sample.State).ToLowerInvariant()}", "/samples/" + sample.Code, sample.State, sample.Code == current),
        { DeletedCode: { } code } => new(code, "deleted", null, "deleted"),
        _ => new($"Withheld {node.Key}", "not yours to see", null, "archived"),
    };
}
