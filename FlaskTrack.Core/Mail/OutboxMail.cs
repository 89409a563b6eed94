using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Mail;

/// <summary>A letter waiting to be sent, or shown on the outbox page of a development or demo installation.</summary>
public sealed class OutboxMail : ISharedReference
{
    public long Id { get; init; }

    [MaxLength(254)]
    public required string To { get; init; }

    [MaxLength(200)]
    public required string Subject { get; init; }

    /// <summary>Holds links with secrets; cleared once the letter has gone out.</summary>
    [Sensitive, MaxLength(8000)]
    public required string Text { get; set; }

    /// <summary>The organization in whose name it goes, by its own mail server where it has one; null for letters about an account.</summary>
    public long? ForOrganization { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public int Tries { get; set; }

    [MaxLength(400)]
    public string? LastError { get; set; }
}
