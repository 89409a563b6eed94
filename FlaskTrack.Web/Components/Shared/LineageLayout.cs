namespace FlaskTrack.Web.Components.Shared;

/// <summary>One box of a lineage: code, the line under it, address and state key.</summary>
public sealed record LineageNode(string Code, string Detail, string? Href, string StateKey, bool IsCurrent = false);

/// <summary>From parent to child, by code.</summary>
public sealed record LineageEdge(string From, string To);

/// <summary>Places boxes in columns by their longest way from a root, left to right, and in each column near their parents.</summary>
internal sealed class LineageLayout
{
    public const int BoxWidth = 132;
    public const int BoxHeight = 38;
    private const int StepX = 152;
    private const int StepY = 47;

    private readonly Dictionary<string, (int X, int Y)> places = [];

    public LineageLayout(IReadOnlyList<LineageNode> nodes, IReadOnlyList<LineageEdge> edges)
    {
        var known = nodes.Select(node => node.Code).ToHashSet();
        var parents = edges.Where(edge => known.Contains(edge.From) && known.Contains(edge.To)).ToLookup(edge => edge.To, edge => edge.From);
        var depths = new Dictionary<string, int>();
        foreach (var node in nodes)
            Depth(node.Code, parents, depths, []);
        var columns = nodes.GroupBy(node => depths[node.Code]).OrderBy(column => column.Key).ToList();
        var tallest = columns.Count == 0 ? 0 : columns.Max(column => column.Count());
        Height = Math.Max(1, tallest) * StepY;
        Width = Math.Max(1, columns.Count) * StepX - (StepX - BoxWidth);
        foreach (var column in columns)
            Place(column.Key, [.. column], parents);
    }

    public int Width { get; }

    public int Height { get; }

    public (int X, int Y) this[string code] => places[code];

    public bool Has(LineageEdge edge) => places.ContainsKey(edge.From) && places.ContainsKey(edge.To);

    private void Place(int depth, List<LineageNode> column, ILookup<string, string> parents)
    {
        var top = (Height - column.Count * StepY) / 2 + (StepY - BoxHeight) / 2;
        var near = column.OrderBy(node => parents[node.Code].Where(places.ContainsKey).Select(code => (double)places[code].Y).DefaultIfEmpty(0).Average());
        foreach (var (at, node) in near.Index())
            places[node.Code] = (depth * StepX, top + at * StepY);
    }

    // The server refuses cycles; the guard only keeps a broken record from hanging the page.
    private static int Depth(string code, ILookup<string, string> parents, Dictionary<string, int> depths, HashSet<string> above)
    {
        if (depths.TryGetValue(code, out var known))
            return known;
        if (!above.Add(code))
            return 0;
        var depth = parents[code].Select(parent => Depth(parent, parents, depths, above) + 1).DefaultIfEmpty(0).Max();
        above.Remove(code);
        return depths[code] = depth;
    }
}
