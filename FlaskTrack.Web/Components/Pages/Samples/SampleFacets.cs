using System.Globalization;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Choice = FlaskTrack.Web.Components.Shared.Choice;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>The ways to narrow the list: each a key in the address, its words, the values one can choose, and what they ask of the server.</summary>
internal static class SampleFacets
{
    private static readonly (string Key, string Label, string Chip)[] All =
    [
        ("state", "State", "State"), ("state_not", "State is not", "State is not"), ("domain", "Domain", "Domain"), ("species", "Species", "Species"), ("kind", "Kind", "Kind"),
        ("owner", "Owner", "Owner"), ("site", "Site", "Site"), ("visibility", "Visibility", "Visibility"), ("location", "Location", "Location"), ("passage", "Passage", "Passage"), ("age", "Age", "Age"), ("in_state", "Time in its state", "Time in its state"), ("changed", "Changed", "Changed"),
        ("parents", "Parents", "Parents"), ("import", "Import", "Import"),
    ];

    /// <summary>A hundred years in days: older is a slip of the hand.</summary>
    private const int Oldest = 36_500;

    public static IReadOnlyList<string> Keys { get; } = [.. All.Select(facet => facet.Key)];

    public static string Label(string key) => Array.Find(All, facet => facet.Key == key).Label;

    /// <summary>Only one value makes sense.</summary>
    public static bool IsSingle(string key) => key is "visibility" or "changed" or "parents" or "passage" or "import" or "age" or "in_state";

    /// <summary>Typed instead of chosen: a range of passages or days, the code of an import.</summary>
    public static bool IsTyped(string key) => IsRange(key) || key is "import";

    public static bool IsRange(string key) => key is "passage" or "age" or "in_state";

    /// <summary>Chosen, or typed where it is not offered: the value of an address for it.</summary>
    public static string? Typed(string key, string words) => key == "location" && words.Trim() is { Length: > 0 } place ? OfPlace(place) : null;

    /// <summary>What of an address can be read; null where nothing can.</summary>
    public static string? Clean(string key, string? value)
    {
        var good = (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(one => IsKnown(key, one)).Distinct().ToList();
        return good.Count == 0 ? null : string.Join(',', IsSingle(key) ? good.Take(1) : good);
    }

    public static IReadOnlyList<Choice> Choices(string key, SampleChoices? choices, SampleAddress address) => key switch
    {
        "state" or "state_not" => [.. SampleStates.All.Where(model => address.Of("domain") is not { Count: > 0 } domains || domains.Contains(SampleWords.Key(model.Domain))).SelectMany(model => model.States).DistinctBy(state => state.Key).Select(state => new Choice(state.Key, state.Label))],
        "domain" => SampleWords.Choices<Domain>(),
        "species" => [.. (choices?.Species ?? []).Select(row => new Choice(Text(row.Id), row.ScientificName))],
        "kind" => SampleWords.Choices<SampleKind>(),
        "owner" => [new("me", "Me"), .. (choices?.Members ?? []).Select(member => new Choice(Text(member.Id), member.Name))],
        "site" => [.. (choices?.Sites ?? []).Select(site => new Choice(Text(site.Id), site.Name))],
        "location" => [.. (choices?.Locations ?? []).Union(address.Of("location").Select(PlaceOf)).Select(place => new Choice(OfPlace(place), place))],
        "visibility" => [new("organization", "Organization"), new("restricted", "Restricted")],
        "changed" => [new("1d", "In the last day"), new("7d", "In the last 7 days"), new("30d", "In the last 30 days"), new("90d", "In the last 90 days")],
        "parents" => [new("yes", "Made from another sample"), new("no", "Not made from another")],
        _ => [],
    };

    /// <summary>The values as a chip shows them: the first, and how many more.</summary>
    public static string Words(string key, SampleChoices? choices, SampleAddress address)
    {
        var values = address.Of(key);
        var known = Choices(key, choices, address with { Facets = new Dictionary<string, string>() });
        var first = key switch
        {
            "passage" => RangeWords(values[0], ""),
            "age" or "in_state" => RangeWords(values[0], "day"),
            "location" => PlaceOf(values[0]),
            _ => known.FirstOrDefault(choice => choice.Value == values[0])?.Label ?? values[0],
        };
        return values.Count == 1 ? first : $"{first}, +{values.Count - 1}";
    }

    public static SampleFilter Apply(SampleAddress address, SampleFilter filter, DateTimeOffset now)
    {
        var (low, high) = Range(address.First("passage"));
        var (created, moved) = (Since(address.First("age"), now), Since(address.First("in_state"), now));
        return filter with
        {
            States = address.Of("state"),
            NotStates = address.Of("state_not"),
            Domains = Parsed<Domain>(address.Of("domain")),
            SpeciesIds = Ids(address.Of("species")),
            Kinds = Parsed<SampleKind>(address.Of("kind")),
            Mine = address.Of("owner").Contains("me"),
            OwnerIds = Ids(address.Of("owner")),
            SiteIds = Ids(address.Of("site")),
            Visibility = SampleWords.Parse<Visibility>(address.First("visibility")),
            Locations = [.. address.Of("location").Select(PlaceOf)],
            CreatedFrom = created.From,
            CreatedTo = created.To,
            StateChangedFrom = moved.From,
            StateChangedTo = moved.To,
            PassageFrom = low,
            PassageTo = high,
            UpdatedFrom = address.First("changed") is { } days ? now.AddDays(-int.Parse(days[..^1], CultureInfo.InvariantCulture)) : null,
            HasParents = address.First("parents") switch { "yes" => true, "no" => false, _ => null },
            ImportCode = address.First("import"),
        };
    }

    /// <summary>"2-5", "2-" and "-5" as people write a range; one number is both ends.</summary>
    public static (int? From, int? To) Range(string? text)
    {
        var parts = (text ?? "").Replace('–', '-').Split('-', 2, StringSplitOptions.TrimEntries);
        var from = Number(parts[0]);
        return parts.Length == 1 ? (from, from) : (from, Number(parts[1]));
    }

    /// <summary>The instants between which something happened that is so many whole days ago: three days lie from exactly three to just under four.</summary>
    private static (DateTimeOffset? From, DateTimeOffset? To) Since(string? days, DateTimeOffset now)
    {
        var (least, most) = Range(days);
        return (most is { } high ? now.AddDays(-high - 1).AddTicks(1) : null, least is { } low ? now.AddDays(-low).AddTicks(1) : null);
    }

    private static string RangeWords(string text, string unit)
    {
        string Of(int number) => unit.Length == 0 ? $"{number}" : number == 1 ? $"1 {unit}" : $"{number} {unit}s";
        return Range(text) switch
        {
            ({ } from, { } to) when from == to => Of(from),
            ({ } from, { } to) => $"{from} to {Of(to)}",
            ({ } from, null) => $"{Of(from)} and more",
            (null, { } to) => $"up to {Of(to)}",
            _ => text,
        };
    }

    /// <summary>A place as an address lists it: commas part the values there.</summary>
    private static string OfPlace(string place) => place.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string PlaceOf(string value) => value.Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static bool IsKnown(string key, string value) => key switch
    {
        "state" or "state_not" => SampleStates.All.Any(model => model.Find(value) is not null),
        "domain" => SampleWords.Parse<Domain>(value) is not null,
        "kind" => SampleWords.Parse<SampleKind>(value) is not null,
        "visibility" => value is "organization" or "restricted",
        "species" or "site" => Number(value) is not null,
        "owner" => value == "me" || Number(value) is not null,
        "changed" => value.EndsWith('d') && Number(value[..^1]) is > 0 and < 10_000,
        "parents" => value is "yes" or "no",
        "passage" => Range(value) is not (null, null),
        "age" or "in_state" => Range(value) is not (null, null) and not ( > Oldest, _) and not (_, > Oldest),
        "location" => PlaceOf(value).Length <= 160,
        _ => value.Length <= 24,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<long> Ids(IReadOnlyList<string> values) => [.. values.Select(value => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    private static List<T> Parsed<T>(IReadOnlyList<string> values)
        where T : struct, Enum => [.. values.Select(SampleWords.Parse<T>).OfType<T>()];

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
