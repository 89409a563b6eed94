using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.AuditTrail;

public enum AuditOutcome
{
    Allowed,
    Denied,
}

/// <summary>Which events of the log are meant; nothing set means all. The log page, its address, the API and the export use the same one.</summary>
public sealed record AuditFilter
{
    public static readonly AuditFilter None = new();

    /// <summary>First instant, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A membership's id, or part of a name as it was at that time.</summary>
    public string? Actor { get; init; }

    /// <summary>The actor's role at that time in snake case, such as <c>technician</c>.</summary>
    public string? Role { get; init; }

    public string? Channel { get; init; }

    /// <summary>An action such as <c>samples.edit</c>, or the beginning of one such as <c>samples.</c></summary>
    public string? Action { get; init; }

    /// <summary>Snake case, such as <c>sample</c>.</summary>
    public string? EntityType { get; init; }

    public string? EntityCode { get; init; }

    /// <summary>Part of what was before, what is after, or the reason.</summary>
    public string? Text { get; init; }

    public bool? HasReason { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public bool IsEmpty => this == None;

    internal void Validate(FieldErrors errors)
    {
        if (From is { } from && To is { } to && to <= from) errors.Add("to", "The end lies before the start. Choose an end after the start.");
        errors.Optional("actor", "Actor", Actor, 120);
        errors.Optional("role", "Role", Role, 40);
        errors.Optional("channel", "Channel", Channel, 20);
        errors.Optional("action", "Action", Action, 64);
        errors.Optional("entity_type", "Record type", EntityType, 40);
        errors.Optional("entity_code", "Code", EntityCode, 40);
        errors.Optional("text", "Text", Text, 200);
    }

    /// <summary>With blank texts taken as not set.</summary>
    internal AuditFilter Cleaned() => this with
    {
        Actor = StoredText.Clean(Actor),
        Role = StoredText.Clean(Role)?.ToLowerInvariant(),
        Channel = StoredText.Clean(Channel)?.ToLowerInvariant(),
        Action = StoredText.Clean(Action)?.ToLowerInvariant(),
        EntityType = StoredText.Clean(EntityType)?.ToLowerInvariant(),
        EntityCode = StoredText.Clean(EntityCode)?.ToUpperInvariant(),
        Text = StoredText.Clean(Text),
    };
}
