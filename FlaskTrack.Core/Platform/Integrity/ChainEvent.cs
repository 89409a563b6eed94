namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>One entry of an organization's audit log, in the form that is hashed (21 CFR 11.10(e): who, what, when, old and
/// new value, computer-made). Texts that are absent are null and stay in the JSON as null. Sequence counts 1, 2, 3 without
/// a gap; integers stay within ±(2^53 − 1), or writing throws.</summary>
public sealed record ChainEvent
{
    /// <summary>The organization's slug.</summary>
    public required string Organization { get; init; }
    public required long Sequence { get; init; }

    /// <summary>UTC, cut to whole microseconds on assignment, so that what is stored and what is hashed agree.</summary>
    public required DateTimeOffset Time
    {
        get;
        init => field = ToMicroseconds(value);
    }

    public required string ActorKind { get; init; }
    public long? ActorId { get; init; }
    public string? ActorName { get; init; }

    /// <summary>The actor's role at that time.</summary>
    public string? ActorRole { get; init; }

    /// <summary>The human or account behind a key, an agent or a job.</summary>
    public string? OnBehalfOf { get; init; }
    public string? Authentication { get; init; }

    /// <summary>ui, scan, rest, graphql, mcp, import, automation or job.</summary>
    public required string Channel { get; init; }
    public string? RequestId { get; init; }
    public string? SessionId { get; init; }
    public string? Ip { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>A permission's name where one exists, such as samples.edit.</summary>
    public required string Action { get; init; }
    public string? EntityType { get; init; }
    public long? EntityId { get; init; }
    public string? EntityCode { get; init; }
    public string? EntityLabel { get; init; }

    /// <summary>The record's version after the change; unchanged by reads.</summary>
    public int? EntityVersion { get; init; }

    /// <summary>Canonical JSON object of the changed members' old values. INVARIANT: already canonical
    /// (<see cref="CanonicalJson.ToText"/>); it is copied into the hashed bytes as it is.</summary>
    public string? Before { get; init; }

    /// <summary>Canonical JSON object of the changed members' new values; see <see cref="Before"/>.</summary>
    public string? After { get; init; }
    public string? Reason { get; init; }
    public long? SignatureId { get; init; }

    /// <summary>64 lower-case hex digits; <see cref="ChainHash.Genesis"/> for the first event.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>64 lower-case hex digits; empty until computed by <see cref="ChainHash.Seal"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The canonical JSON (RFC 8785) of the event; with its hash it is a line of audit.jsonl.</summary>
    /// <exception cref="FormatException">A lone surrogate or an integer beyond ±(2^53 − 1).</exception>
    public byte[] ToCanonicalUtf8(bool withHash)
    {
        var writer = CanonicalWriter.Rent();
        ChainEventWriter.Write(writer, this, withHash);
        return writer.Written.ToArray();
    }

    /// <summary>Reads a line of audit.jsonl. Every member must be there once; the hash may be absent.</summary>
    /// <exception cref="FormatException">Not such an event; the message names the member.</exception>
    public static ChainEvent Parse(ReadOnlySpan<byte> jsonLine) => ChainEventReader.Read(jsonLine);

    /// <summary>Cuts (never rounds up) to whole microseconds, in UTC.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset time)
    {
        var utc = time.UtcTicks;
        return new DateTimeOffset(utc - utc % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }
}
