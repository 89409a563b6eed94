using System.Globalization;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Web.Components.Pages.Audit;

using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Pages.Evidence;

/// <summary>What the list of packets shows, as its address says.</summary>
internal sealed record EvidenceAddress
{
    /// <summary>A state's name, or <c>superseded</c>; null for any.</summary>
    public string? State { get; init; }

    public string? Text { get; init; }

    public bool Mine { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    public long? Before { get; init; }

    public int Size { get; init; } = 50;

    public bool IsFiltered => State is not null || Text is not null || Mine || From is not null || To is not null;

    public static EvidenceAddress Read(string query)
    {
        var words = QueryHelpers.ParseQuery(query);
        string? Word(string name) => words.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        return new EvidenceAddress
        {
            State = Word("state"),
            Text = Word("q"),
            Mine = Word("mine") == "yes",
            From = LabDays.Parse(Word("from")),
            To = LabDays.Parse(Word("to")),
            Before = long.TryParse(Word("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
            Size = Word("size") is "25" or "100" or "200" ? int.Parse(Word("size")!, CultureInfo.InvariantCulture) : 50,
        };
    }

    public string ToHref() => QueryHelpers.AddQueryString("/evidence", new Dictionary<string, string?>
    {
        ["q"] = Text,
        ["state"] = State,
        ["mine"] = Mine ? "yes" : null,
        ["from"] = LabDays.Text(From),
        ["to"] = LabDays.Text(To),
        ["before"] = Before?.ToString(CultureInfo.InvariantCulture),
        ["size"] = Size == 50 ? null : Size.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public FindEvidence ToQuery(TimeZoneInfo zone) => new(Enum.TryParse<PacketState>(State, ignoreCase: true, out var only) ? only : null, Text, Before, Size)
    {
        Mine = Mine,
        Superseded = State switch { "superseded" => true, "current" => false, _ => null },
        From = From is { } from ? LabDays.Start(from, zone) : null,
        To = To is { } to ? LabDays.End(to, zone) : null,
    };
}
