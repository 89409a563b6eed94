using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The values of one row of the events table, by column of <see cref="EventColumns.Select"/>.</summary>
internal interface IEventValues
{
    long Int64(int column);

    long? Number(int column);

    string? Text(int column);

    /// <summary>A text that mostly repeats from row to row (role, channel, actor): the one made before is given again instead of another.</summary>
    string? Same(int column);
}

/// <summary>Which column of the events table is which member of an event. Every reader of events goes by this one map.</summary>
internal static class EventColumns
{
    public const int Count = 26;

    /// <summary>The statement's beginning, up to its conditions.</summary>
    public const string Select = """
        SELECT "Sequence", "Organization", "Time", "ActorKind", "ActorId", "ActorName", "ActorRole", "OnBehalfOf", "Authentication", "Channel", "RequestId", "SessionId", "Ip", "UserAgent",
        "Action", "EntityType", "EntityId", "EntityCode", "EntityLabel", "EntityVersion", "Before", "After", "Reason", "SignatureId", "PreviousHash", "Hash" FROM "AuditEvents"
        """;

    // Made for each kind of row, so that asking it for a value costs no more than a call.
    public static ChainEvent Read<TRow>(TRow row)
        where TRow : struct, IEventValues => new()
        {
            Sequence = row.Int64(0),
            Organization = row.Same(1)!,
            Time = StoredTime.Read(row.Int64(2)),
            ActorKind = row.Same(3)!,
            ActorId = row.Number(4),
            ActorName = row.Same(5),
            ActorRole = row.Same(6),
            OnBehalfOf = row.Same(7),
            Authentication = row.Same(8),
            Channel = row.Same(9)!,
            RequestId = row.Same(10),
            SessionId = row.Same(11),
            Ip = row.Same(12),
            UserAgent = row.Same(13),
            Action = row.Same(14)!,
            EntityType = row.Same(15),
            EntityId = row.Number(16),
            EntityCode = row.Same(17),
            EntityLabel = row.Same(18),
            // A number that no version can be must not become one by losing its upper half.
            EntityVersion = row.Number(19) is { } version ? (int)Math.Clamp(version, int.MinValue, int.MaxValue) : null,
            Before = row.Text(20),
            After = row.Text(21),
            Reason = row.Same(22),
            SignatureId = row.Number(23),
            PreviousHash = row.Text(24)!,
            Hash = row.Text(25)!,
        };
}
