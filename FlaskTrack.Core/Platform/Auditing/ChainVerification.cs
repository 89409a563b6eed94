using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The outcome of a walk over the chain, kept so that a break stays red until a later walk finds none.</summary>
public sealed class ChainVerification : ITenantOwned, ITechnicalRow
{
    public long Id { get; internal set; }

    public long OrganizationId { get; internal set; }

    public DateTimeOffset Time { get; internal set; }

    public bool IsIntact { get; internal set; }

    public long Events { get; internal set; }

    public long? FirstBroken { get; internal set; }

    [MaxLength(400)]
    public string? Detail { get; internal set; }

    [MaxLength(200)]
    public string By { get; internal set; } = "";
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
