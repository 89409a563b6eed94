using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Everything that decides what the list shows, as the query part of its address holds it. What cannot be read there is left out.</summary>
internal sealed record SampleAddress
{
    private const int DefaultSize = 50;
    private static readonly Sort Newest = new("updated", true);

    public string? Text { get; init; }

    /// <summary>The facets that are set, by <see cref="SampleFacets"/> key: values parted by commas as the address holds them.</summary>
    public IReadOnlyDictionary<string, string> Facets { get; init; } = new Dictionary<string, string>();

    /// <summary>active, archived, or all for both.</summary>
    public string Status { get; init; } = "active";

    public Sort Sort { get; init; } = Newest;

    public int Size { get; init; } = DefaultSize;

    /// <summary>Cursor of the page; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>Keys of the shown columns; empty means the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Shown as a board by state instead of a table.</summary>
    public bool Board { get; init; }

    /// <summary>Id of the saved view that the address came from, or <c>all</c>.</summary>
    public string? View { get; init; }

    public bool IsFiltered => Text is not null || Facets.Count > 0 || Status != "active";

    /// <summary>What narrows the list, whatever its order, page and columns.</summary>
    public string Filtering => (this with { Sort = Newest, Size = DefaultSize, After = null, View = null, Columns = [], Board = false }).ToQuery();

    public SampleSort Order => SampleWords.Parse<SampleSort>(Sort.Key) ?? SampleSort.Updated;

    public static SampleAddress Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var sort = Sort.Parse(One(values, "sort"));
        return new SampleAddress
        {
            Text = One(values, "q"),
            Facets = SampleFacets.Keys.Select(key => (key, Value: SampleFacets.Clean(key, One(values, key)))).Where(pair => pair.Value is not null).ToDictionary(pair => pair.key, pair => pair.Value!),
            Status = One(values, "status") is "archived" or "all" ? One(values, "status")! : "active",
            Sort = sort is not null && SampleWords.Parse<SampleSort>(sort.Key) is not null ? sort : Newest,
            Size = int.TryParse(One(values, "size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && FindSamples.Sizes.Contains(size) ? size : DefaultSize,
            After = One(values, "after"),
            Columns = One(values, "columns")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
            View = One(values, "view"),
            Board = One(values, "show") == "board",
        };
    }

    /// <param name="now">What "in the last days" is counted back from.</param>
    public SampleFilter Filter(DateTimeOffset now) => SampleFacets.Apply(this, new SampleFilter
    {
        Text = Text,
        Status = Status switch { "archived" => RecordStatus.Archived, "all" => null, _ => RecordStatus.Active },
    }, now);

    /// <summary>The values of a facet; none where it is not set.</summary>
    public IReadOnlyList<string> Of(string facet) => Facets.GetValueOrDefault(facet)?.Split(',') ?? [];

    /// <summary>The first value of a facet; null where it is not set.</summary>
    public string? First(string facet) => Facets.GetValueOrDefault(facet)?.Split(',')[0];

    /// <summary>The first page of the list with the facet set; an empty value takes it away.</summary>
    public SampleAddress With(string facet, IEnumerable<string> values)
    {
        var facets = new Dictionary<string, string>(Facets);
        if (string.Join(',', values) is { Length: > 0 } text) facets[facet] = text;
        else facets.Remove(facet);
        return this with { Facets = facets, After = null };
    }

    /// <summary>The query part without question mark, only what differs from the plain list.</summary>
    public string ToQuery()
    {
        IEnumerable<(string Name, string? Value)> parts =
        [
            ("view", View), ("show", Board ? "board" : null), ("q", Text), .. SampleFacets.Keys.Select(key => (key, Facets.GetValueOrDefault(key))), ("status", Status == "active" ? null : Status), ("sort", Sort == Newest ? null : Sort.ToString()),
            ("size", Size == DefaultSize ? null : Size.ToString(CultureInfo.InvariantCulture)), ("columns", Columns.Count == 0 ? null : string.Join(',', Columns)), ("after", After),
        ];
        return string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!).Replace("%2C", ",", StringComparison.Ordinal)}"));
    }

    /// <summary>What a saved view keeps: filter, sort and rows, not the place in the list.</summary>
    public string ToViewQuery() => (this with { After = null, View = null, Columns = [] }).ToQuery();

    public string ToHref() => ToQuery() is { Length: > 0 } query ? "/samples?" + query : "/samples";

    private static string? One(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
}
