using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>One link of an organization's audit chain as it is stored. Rows are only ever added (21 CFR 11.10(e)); the database refuses to change or delete one.</summary>
public sealed class AuditEvent : ITenantOwned
{
    public long OrganizationId { get; internal set; }

    /// <summary>1, 2, 3, … in the organization, without a gap.</summary>
    public long Sequence { get; internal set; }

    [MaxLength(40)]
    public string Organization { get; internal set; } = "";

    public DateTimeOffset Time { get; internal set; }

    [MaxLength(20)]
    public string ActorKind { get; internal set; } = "";

    public long? ActorId { get; internal set; }

    [MaxLength(200)]
    public string ActorName { get; internal set; } = "";

    [MaxLength(40)]
    public string? ActorRole { get; internal set; }

    [MaxLength(200)]
    public string? OnBehalfOf { get; internal set; }

    [MaxLength(32)]
    public string? Authentication { get; internal set; }

    [MaxLength(20)]
    public string Channel { get; internal set; } = "";

    [MaxLength(64)]
    public string? RequestId { get; internal set; }

    [MaxLength(64)]
    public string? SessionId { get; internal set; }

    [MaxLength(64)]
    public string? Ip { get; internal set; }

    [MaxLength(400)]
    public string? UserAgent { get; internal set; }

    [MaxLength(64)]
    public string Action { get; internal set; } = "";

    [MaxLength(40)]
    public string? EntityType { get; internal set; }

    public long? EntityId { get; internal set; }

    [MaxLength(40)]
    public string? EntityCode { get; internal set; }

    [MaxLength(200)]
    public string? EntityLabel { get; internal set; }

    public int? EntityVersion { get; internal set; }

    /// <summary>Canonical JSON of the members that changed, as they were.</summary>
    public string? Before { get; internal set; }

    public string? After { get; internal set; }

    [MaxLength(1000)]
    public string? Reason { get; internal set; }

    public long? SignatureId { get; internal set; }

    [MaxLength(64)]
    public string PreviousHash { get; internal set; } = "";

    [MaxLength(64)]
    public string Hash { get; internal set; } = "";

    /// <summary>The event as it is hashed, proved and put in packets.</summary>
    public ChainEvent ToChainEvent() => new()
    {
        Organization = Organization,
        Sequence = Sequence,
        Time = Time,
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
        UserAgent = UserAgent,
        Action = Action,
        EntityType = EntityType,
        EntityId = EntityId,
        EntityCode = EntityCode,
        EntityLabel = EntityLabel,
        EntityVersion = EntityVersion,
        Before = Before,
        After = After,
        Reason = Reason,
        SignatureId = SignatureId,
        PreviousHash = PreviousHash,
        Hash = Hash,
    };
}
