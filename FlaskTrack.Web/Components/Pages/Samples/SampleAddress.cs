using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
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

    public string? State { get; init; }

    public Domain? Domain { get; init; }

    public long? SpeciesId { get; init; }

    public bool Mine { get; init; }

    /// <summary>active, archived, or all for both.</summary>
    public string Status { get; init; } = "active";

    public Sort Sort { get; init; } = Newest;

    public int Size { get; init; } = DefaultSize;

    /// <summary>Cursor of the page; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>Keys of the shown columns; empty means the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Id of the saved view that the address came from, or <c>all</c>.</summary>
    public string? View { get; init; }

    public bool IsFiltered => Text is not null || State is not null || Domain is not null || SpeciesId is not null || Mine || Status != "active";

    public SampleSort Order => SampleWords.Parse<SampleSort>(Sort.Key) ?? SampleSort.Updated;

    public SampleFilter Filter => new()
    {
        Text = Text,
        States = State is null ? [] : [State],
        Domains = Domain is { } domain ? [domain] : [],
        SpeciesIds = SpeciesId is { } species ? [species] : [],
        Mine = Mine,
        Status = Status switch { "archived" => RecordStatus.Archived, "all" => null, _ => RecordStatus.Active },
    };

    public static SampleAddress Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var sort = Sort.Parse(One(values, "sort"));
        return new SampleAddress
        {
            Text = One(values, "q"),
            State = One(values, "state"),
            Domain = SampleWords.Parse<Domain>(One(values, "domain")),
            SpeciesId = long.TryParse(One(values, "species"), NumberStyles.None, CultureInfo.InvariantCulture, out var species) ? species : null,
            Mine = One(values, "owner") == "me",
            Status = One(values, "status") is "archived" or "all" ? One(values, "status")! : "active",
            Sort = sort is not null && SampleWords.Parse<SampleSort>(sort.Key) is not null ? sort : Newest,
            Size = int.TryParse(One(values, "size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && FindSamples.Sizes.Contains(size) ? size : DefaultSize,
            After = One(values, "after"),
            Columns = One(values, "columns")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
            View = One(values, "view"),
        };
    }

    /// <summary>The query part without question mark, only what differs from the plain list.</summary>
    public string ToQuery()
    {
        (string Name, string? Value)[] parts =
        [
            ("view", View), ("q", Text), ("state", State), ("domain", Domain is { } domain ? SampleWords.Key(domain) : null), ("species", SpeciesId?.ToString(CultureInfo.InvariantCulture)),
            ("owner", Mine ? "me" : null), ("status", Status == "active" ? null : Status), ("sort", Sort == Newest ? null : Sort.ToString()),
            ("size", Size == DefaultSize ? null : Size.ToString(CultureInfo.InvariantCulture)), ("columns", Columns.Count == 0 ? null : string.Join(',', Columns)), ("after", After),
        ];
        return string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }

    /// <summary>What a saved view keeps: filter, sort and rows, not the place in the list.</summary>
    public string ToViewQuery() => (this with { After = null, View = null, Columns = [] }).ToQuery();

    public string ToHref() => ToQuery() is { Length: > 0 } query ? "/samples?" + query : "/samples";

    private static string? One(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
}
