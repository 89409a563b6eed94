using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Who does what, through which door: what every event of one operation has in common. Saving without one throws.</summary>
public sealed record AuditScope
{
    /// <summary><c>user</c>, <c>service_account</c>, <c>automation</c>, <c>system</c> or <c>anonymous</c>.</summary>
    public required string ActorKind { get; init; }

    public long? ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? ActorRole { get; init; }

    public string? OnBehalfOf { get; init; }

    public string? Authentication { get; init; }

    public required string Channel { get; init; }

    public string? RequestId { get; init; }

    public string? SessionId { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The permission's name, or an <c>auth.</c> act.</summary>
    public required string Action { get; init; }

    public string? Reason { get; init; }

    /// <summary>Membership under which rows are stamped; null for the system and for people without one.</summary>
    public long? MemberId { get; init; }

    public ChainEvent ToEvent(PendingEvent pending, string organization, long sequence, string previousHash, DateTimeOffset time) => new()
    {
        Organization = organization,
        Sequence = sequence,
        PreviousHash = previousHash,
        Time = time,
        ActorKind = ActorKind,
        ActorId = ActorId,
        ActorName = ActorName,
        ActorRole = ActorRole,
        OnBehalfOf = OnBehalfOf,
        Authentication = Authentication,
        Channel = Channel,
        RequestId = RequestId,
        SessionId = SessionId,
        Ip = Ip,
        UserAgent = Cut(UserAgent, 400),
        Action = pending.Action ?? Action,
        EntityType = pending.EntityType,
        EntityId = pending.EntityId,
        EntityCode = pending.EntityCode,
        EntityLabel = Cut(pending.EntityLabel, 200),
        EntityVersion = pending.EntityVersion,
        Before = pending.Before,
        After = pending.After,
        Reason = Reason,
    };

    /// <summary>Never between the halves of a surrogate pair: half of one is no text, and has no UTF-8 to hash.</summary>
    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

/// <summary>An event before it has its place in the chain.</summary>
/// <param name="Action">Null takes the action of the scope.</param>
public sealed record PendingEvent(string? Action, string? EntityType, long? EntityId, string? EntityCode, string? EntityLabel, int? EntityVersion, string? Before, string? After);
