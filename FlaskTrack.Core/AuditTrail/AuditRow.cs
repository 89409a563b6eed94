namespace FlaskTrack.Core.AuditTrail;

/// <summary>A line of the log. Of a withheld event there is its place, time and hash and nothing else, so that the sequence is complete to the eye.</summary>
public sealed record AuditRow
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Hash { get; init; }

    /// <summary>Null for a withheld event.</summary>
    public AuditFacts? Event { get; init; }

    public bool IsWithheld => Event is null;
}

/// <summary>What the reader may see of an event.</summary>
public sealed record AuditFacts
{
    public required string ActorKind { get; init; }

    public long? ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The actor's role at that time, snake case.</summary>
    public string? ActorRole { get; init; }

    public string? OnBehalfOf { get; init; }

    public required string Channel { get; init; }

    public required string Action { get; init; }

    public string? EntityType { get; init; }

    public long? EntityId { get; init; }

    public string? EntityCode { get; init; }

    public string? EntityLabel { get; init; }

    public int? EntityVersion { get; init; }

    public string? Reason { get; init; }

    /// <summary>What happened, in words: "State multiplying to contaminated".</summary>
    public required string Summary { get; init; }

    public bool IsDenied { get; init; }

    /// <summary>Sensitive values, or codes of records they may not read, are hidden from this reader.</summary>
    public bool IsMasked { get; init; }
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="Next">Give as <c>Before</c> for the page after this one; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, long? Next);

/// <summary>One member of a change in readable form; null where there was or is no value.</summary>
/// <param name="Name">Snake case, as in the event.</param>
/// <param name="Label">In words.</param>
public sealed record AuditChange(string Name, string Label, string? Before, string? After);
