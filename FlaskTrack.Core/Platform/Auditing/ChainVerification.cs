using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>How a verification stands.</summary>
public enum VerificationState
{
    /// <summary>Asked for; waiting or at work.</summary>
    Waiting,

    Intact,

    Broken,

    Cancelled,

    /// <summary>It came to no end: the requester lost the right, or the server met a fault.</summary>
    Failed,
}

/// <summary>A walk over the chain: who asked for it, how it stands, and what it found, kept so that a break stays red until a later walk finds none.</summary>
public sealed class ChainVerification : IJobRecord, ITechnicalRow
{
    public long Id { get; internal set; }

    public long OrganizationId { get; internal set; }

    public VerificationState State { get; internal set; }

    /// <summary>Zero for walks of the platform's own.</summary>
    public long CreatedById { get; internal set; }

    [MaxLength(200)]
    public string By { get; internal set; } = "";

    public DateTimeOffset AskedAt { get; internal set; }

    /// <summary>When it ended; until then, when it was asked for.</summary>
    public DateTimeOffset Time { get; internal set; }

    public long Events { get; internal set; }

    public long? FirstBroken { get; internal set; }

    /// <summary>What the first break is, or why it came to no end.</summary>
    [MaxLength(400)]
    public string? Detail { get; internal set; }

    /// <summary>The first findings as JSON; the rest is counted in <see cref="FindingsOmitted"/>.</summary>
    public string? Findings { get; internal set; }

    public long FindingsOmitted { get; internal set; }

    public long LastSequence { get; internal set; }

    [MaxLength(64)]
    public string? LastHash { get; internal set; }

    [MaxLength(64)]
    public string? MerkleRoot { get; internal set; }

    public int Checkpoints { get; internal set; }

    public bool IsIntact => State == VerificationState.Intact;
}

internal sealed class ChainVerificationConfiguration : IEntityTypeConfiguration<ChainVerification>
{
    public void Configure(EntityTypeBuilder<ChainVerification> builder) => builder.HasIndex(row => new { row.OrganizationId, row.Id });
}

/// <summary>The ways people look for events: by time, by actor, by record. Each index ends in the sequence, which the pages go down.</summary>
internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.HasIndex(row => new { row.OrganizationId, row.Time });
        builder.HasIndex(row => new { row.OrganizationId, row.ActorId, row.Sequence });
        builder.HasIndex(row => new { row.OrganizationId, row.EntityType, row.EntityId, row.Sequence });
        builder.HasIndex(row => new { row.OrganizationId, row.EntityCode, row.Sequence });
    }
}

internal sealed class AuditCheckpointConfiguration : IEntityTypeConfiguration<AuditCheckpoint>
{
    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder) => builder.HasIndex(row => new { row.OrganizationId, row.Sequence });
}
