using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>One event with its difference and its place in the chain. A withheld one gives its row and its neighbours only.</summary>
public sealed record GetAuditEvent(long Sequence) : IQuery<GetAuditEvent, AuditEventView>
{
    public static Permission Requires => Permissions.Audit.View;
}

/// <summary>An event as its page shows it.</summary>
public sealed record AuditEventView
{
    public required AuditRow Row { get; init; }

    public string? Authentication { get; init; }

    public string? RequestId { get; init; }

    public string? SessionId { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];

    public required string PreviousHash { get; init; }

    /// <summary>Hash of the following event's row; null for the newest.</summary>
    public string? NextHash { get; init; }

    /// <summary>The hash made again from the stored content equals the stored one and the neighbours' links hold.</summary>
    public required bool IsIntact { get; init; }

    /// <summary>The first checkpoint at or after the event; null where none covers it yet.</summary>
    public CheckpointRow? Checkpoint { get; init; }

    /// <summary>Canonical JSON as hashed, with the hash; null where something of it is withheld or masked.</summary>
    public string? CanonicalJson { get; init; }
}
