using System.Globalization;

using FlaskTrack.Core.AuditTrail;

using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Pages.Audit;

/// <summary>What the log page shows, as its address says, so that a link shows the same rows; the export reads the same words.</summary>
public sealed record AuditAddress
{
    public AuditFilter Filter { get; init; } = AuditFilter.None;

    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Null leaves it to the filter: without one, withheld rows show.</summary>
    public bool? Withheld { get; init; }

    public long? Before { get; init; }

    public int Size { get; init; } = 50;

    /// <summary>The event whose detail is open.</summary>
    public long? Event { get; init; }

    public bool IsFiltered => !Filter.IsEmpty || From is not null || To is not null;

    public bool ShowsWithheld => Withheld ?? !IsFiltered;

    public static AuditAddress Read(string query)
    {
        var words = QueryHelpers.ParseQuery(query);
        string? Word(string name) => words.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        long? Number(string name) => long.TryParse(Word(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new AuditAddress
        {
            Filter = new AuditFilter
            {
                Text = Word("q"),
                Actor = Word("who"),
                Role = Word("role"),
                Channel = Word("channel"),
                Action = Word("action"),
                EntityType = Word("type"),
                EntityCode = Word("record"),
                HasReason = Word("reason") switch { "yes" => true, "no" => false, _ => null },
                Outcome = Enum.TryParse<AuditOutcome>(Word("outcome"), ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
            },
            From = LabDays.Parse(Word("from")),
            To = LabDays.Parse(Word("to")),
            Withheld = Word("withheld") switch { "yes" => true, "no" => false, _ => null },
            Before = Number("before"),
            Size = Number("size") is 25 or 100 or 200 ? (int)Number("size")!.Value : 50,
            Event = Number("event"),
        };
    }

    /// <summary>The filter with its days as instants.</summary>
    public AuditFilter In(TimeZoneInfo zone) => Filter with
    {
        From = From is { } from ? LabDays.Start(from, zone) : null,
        To = To is { } to ? LabDays.End(to, zone) : null,
    };

    public string ToQuery() => QueryHelpers.AddQueryString("", Words().Where(pair => pair.Value is not null)).TrimStart('?');

    public string ToHref() => ToQuery() is { Length: > 0 } query ? "/audit?" + query : "/audit";

    private Dictionary<string, string?> Words() => new()
    {
        ["q"] = Filter.Text,
        ["from"] = LabDays.Text(From),
        ["to"] = LabDays.Text(To),
        ["who"] = Filter.Actor,
        ["role"] = Filter.Role,
        ["channel"] = Filter.Channel,
        ["action"] = Filter.Action,
        ["type"] = Filter.EntityType,
        ["record"] = Filter.EntityCode,
        ["reason"] = YesNo(Filter.HasReason),
        ["outcome"] = Filter.Outcome switch { AuditOutcome.Allowed => "allowed", AuditOutcome.Denied => "denied", _ => null },
        ["withheld"] = YesNo(Withheld),
        ["before"] = Before?.ToString(CultureInfo.InvariantCulture),
        ["size"] = Size == 50 ? null : Size.ToString(CultureInfo.InvariantCulture),
        ["event"] = Event?.ToString(CultureInfo.InvariantCulture),
    };

    private static string? YesNo(bool? value) => value switch { true => "yes", false => "no", _ => null };
}
