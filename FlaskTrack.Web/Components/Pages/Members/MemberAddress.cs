using System.Globalization;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Shared;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Everything that decides what the list of members shows, as its address holds it; what is not understood counts as not given.</summary>
internal sealed record MemberAddress
{
    private const int DefaultSize = 50;
    private static readonly Sort ByName = new("name", false);

    private static readonly Dictionary<string, MemberSort> sorts = new(StringComparer.Ordinal)
    {
        ["name"] = MemberSort.Name,
        ["email"] = MemberSort.Email,
        ["role"] = MemberSort.Role,
        ["status"] = MemberSort.Status,
        ["active"] = MemberSort.LastActive,
        ["joined"] = MemberSort.Joined,
    };

    public string? Text { get; init; }

    public Role? Role { get; init; }

    public MemberStatus? Status { get; init; }

    public long? SiteId { get; init; }

    public bool? TwoFactor { get; init; }

    public int? InactiveDays { get; init; }

    public Sort Sort { get; init; } = ByName;

    public int Size { get; init; } = DefaultSize;

    public string? After { get; init; }

    /// <summary>Keys of the shown columns; empty means the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Id of the saved view that the address came from, or <c>all</c>.</summary>
    public string? View { get; init; }

    public bool IsFiltered => Text is not null || Role is not null || Status is not null || SiteId is not null || TwoFactor is not null || InactiveDays is not null;

    public FindMembers Find => new(Text, Role, Status, SiteId, sorts[Sort.Key], Sort.Descending, After, Size, TwoFactor, InactiveDays);

    public static MemberAddress Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var sort = Sort.Parse(One(values, "sort"));
        return new MemberAddress
        {
            Text = One(values, "q"),
            Role = Value<Role>(One(values, "role")),
            Status = Value<MemberStatus>(One(values, "status")),
            SiteId = Number(One(values, "site")),
            TwoFactor = One(values, "factor") switch { "on" => true, "off" => false, _ => null },
            InactiveDays = Number(One(values, "inactive")) is { } days and > 0 and <= 3650 ? (int)days : null,
            Sort = sort is not null && sorts.ContainsKey(sort.Key) ? sort : ByName,
            Size = Number(One(values, "size")) is { } size && Pager.Sizes.Contains((int)size) ? (int)size : DefaultSize,
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
            ("view", View), ("q", Text), ("role", Role?.ToString()), ("status", Status?.ToString()), ("site", SiteId?.ToString(CultureInfo.InvariantCulture)),
            ("factor", TwoFactor switch { true => "on", false => "off", null => null }), ("inactive", InactiveDays?.ToString(CultureInfo.InvariantCulture)), ("sort", Sort == ByName ? null : Sort.ToString()),
            ("size", Size == DefaultSize ? null : Size.ToString(CultureInfo.InvariantCulture)), ("columns", Columns.Count == 0 ? null : string.Join(',', Columns)), ("after", After),
        ];
        return string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }

    /// <summary>What a saved view keeps: filter, sort and rows, not the place in the list.</summary>
    public string ToViewQuery() => (this with { After = null, View = null, Columns = [] }).ToQuery();

    public string ToHref() => ToQuery() is { Length: > 0 } query ? "/members?" + query : "/members";

    private static string? One(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : null;

    private static T? Value<T>(string? word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
