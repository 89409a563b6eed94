using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Evidence;

/// <summary>What a packet shall cover: one or more samples by code, or a period.</summary>
public sealed record EvidenceRequest
{
    public const int MaxRecords = 2000;

    /// <summary>Codes of samples; empty for a period.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>First instant of the period, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the period, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Purpose { get; init; }

    public string? Recipient { get; init; }

    /// <summary>With the values marked sensitive, for those who may see them.</summary>
    public bool IncludeSensitive { get; init; }

    /// <summary>Code of the packet that this one amends; takes a reason.</summary>
    public string? Replaces { get; init; }

    internal bool IsPeriod => Codes.Count == 0;

    internal PacketScope Scope => IsPeriod ? PacketScope.Period : Codes.Count == 1 ? PacketScope.Record : PacketScope.Records;

    internal void Validate(FieldErrors errors)
    {
        if (IsPeriod && (From is null || To is null)) errors.Add("codes", "Choose samples, or a period with a start and an end.");
        if (!IsPeriod && (From is not null || To is not null)) errors.Add("from", "A packet covers either chosen samples or a period.");
        if (From is { } from && To is { } to && to <= from) errors.Add("to", "The end lies before the start. Choose an end after the start.");
        if (Codes.Count > MaxRecords) errors.Add("codes", $"A packet holds at most {MaxRecords} samples; {Codes.Count} were chosen.");
        errors.Optional("purpose", "Purpose", Purpose, 400);
        errors.Optional("recipient", "Recipient", Recipient, 200);
        errors.Optional("replaces", "Replaces", Replaces, 24);
    }

    internal EvidenceRequest Cleaned() => this with
    {
        Codes = [.. Codes.Select(code => code.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal)],
        Purpose = StoredText.Clean(Purpose),
        Recipient = StoredText.Clean(Recipient),
        Replaces = StoredText.Clean(Replaces)?.ToUpperInvariant(),
    };
}
