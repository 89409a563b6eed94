using System.Globalization;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Web.Components.Pages.Audit;

using Microsoft.AspNetCore.WebUtilities;

namespace FlaskTrack.Web.Components.Pages.Evidence;

/// <summary>What a packet may be about.</summary>
public enum PacketSubject
{
    Sample,
    Samples,
    Period,
}

/// <summary>A packet as it is being put together. What is chosen is in the address, so that a reload goes on at the same step; what is typed about people
/// and purposes is not, because addresses end up in logs, and so a reload of the last step goes back to the one before.</summary>
public sealed record EvidenceDraft
{
    public const int Steps = 4;
    private const int LongestAddress = 4000;
    private static readonly char[] separators = [',', ';', ' ', '\n', '\r', '\t'];

    public int Step { get; init; } = 1;

    public PacketSubject Subject { get; init; }

    /// <summary>Codes as typed.</summary>
    public string? Codes { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public bool Sensitive { get; init; }

    public string? Purpose { get; init; }

    public string? Recipient { get; init; }

    /// <summary>Code of the packet this one shall replace.</summary>
    public string? Replaces { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> CodeList => [.. (Codes ?? "").Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => code.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>All answers, for the draft of the form; not the step, which is no answer.</summary>
    public IReadOnlyDictionary<string, string?> Values => new Dictionary<string, string?>
    {
        ["about"] = Subject.ToString(), ["codes"] = Codes, ["from"] = From, ["to"] = To, ["include_sensitive"] = Sensitive ? "yes" : "no", ["purpose"] = Purpose, ["recipient"] = Recipient, ["reason"] = Reason,
    };

    public static EvidenceDraft Read(string query)
    {
        var words = QueryHelpers.ParseQuery(query);
        string? Word(string name) => words.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        var draft = new EvidenceDraft
        {
            Step = int.TryParse(Word("step"), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? Math.Clamp(step, 1, Steps - 1) : 1,
            Codes = Word("sample"),
            From = Word("from"),
            To = Word("to"),
            Sensitive = Word("sensitive") == "yes",
            Replaces = Word("replaces"),
        };
        return draft with { Subject = Word("about") switch { "period" => PacketSubject.Period, "samples" => PacketSubject.Samples, "sample" => PacketSubject.Sample, _ => draft.CodeList.Count > 1 ? PacketSubject.Samples : PacketSubject.Sample } };
    }

    /// <summary>With the answers that are given.</summary>
    public EvidenceDraft With(IReadOnlyDictionary<string, string?> answers)
    {
        string? Answer(string name, string? now) => answers.TryGetValue(name, out var kept) ? kept : now;
        return this with
        {
            Subject = Enum.TryParse<PacketSubject>(Answer("about", null), out var subject) ? subject : Subject,
            Codes = Answer("codes", Codes),
            From = Answer("from", From),
            To = Answer("to", To),
            Sensitive = Answer("include_sensitive", Sensitive ? "yes" : "no") == "yes",
            Purpose = Answer("purpose", Purpose),
            Recipient = Answer("recipient", Recipient),
            Reason = Answer("reason", Reason),
        };
    }

    /// <summary>The address of the draft; null where the codes are too many to be in one.</summary>
    public string? ToHref()
    {
        var words = new Dictionary<string, string?>
        {
            ["step"] = Step.ToString(CultureInfo.InvariantCulture),
            ["about"] = Subject.ToString().ToLowerInvariant(),
            ["sample"] = Subject == PacketSubject.Period ? null : string.Join(',', CodeList),
            ["from"] = Subject == PacketSubject.Period ? From : null,
            ["to"] = Subject == PacketSubject.Period ? To : null,
            ["sensitive"] = Sensitive ? "yes" : null,
            ["replaces"] = Replaces,
        };
        var href = QueryHelpers.AddQueryString("/evidence/new", words.Where(pair => !string.IsNullOrEmpty(pair.Value)));
        return href.Length > LongestAddress ? null : href;
    }

    public EvidenceRequest ToRequest(TimeZoneInfo zone)
    {
        var request = new EvidenceRequest { Purpose = Purpose, Recipient = Recipient, IncludeSensitive = Sensitive, Replaces = Replaces };
        if (Subject != PacketSubject.Period) return request with { Codes = CodeList };
        return request with
        {
            From = LabDays.Parse(From) is { } first ? LabDays.Start(first, zone) : null,
            To = LabDays.Parse(To) is { } last ? LabDays.End(last, zone) : null,
        };
    }

    /// <summary>The same as another packet was asked for, to amend it.</summary>
    public static EvidenceDraft Amending(PacketView packet, TimeZoneInfo zone) => new()
    {
        Step = 3,
        Subject = packet.ScopeKind switch { PacketScope.Period => PacketSubject.Period, PacketScope.Records => PacketSubject.Samples, _ => PacketSubject.Sample },
        Codes = string.Join(", ", packet.ScopeCodes),
        From = Day(packet.From, zone),
        To = Day(packet.To?.AddTicks(-1), zone),
        Sensitive = packet.IncludeSensitive,
        Purpose = packet.Purpose,
        Recipient = packet.Recipient,
        Replaces = packet.Code,
    };

    private static string? Day(DateTimeOffset? at, TimeZoneInfo zone) => at is { } time ? LabDays.Text(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime)) : null;
}
