using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Catalog;

/// <summary>An organism a lab works with. One species may serve several domains: <c>Agrobacterium tumefaciens</c> is a tool of transformation and a bench culture.</summary>
public sealed class Species : PlainRow
{
    [MaxLength(24)]
    public string Code { get; internal set; } = "";

    [MaxLength(160)]
    public required string ScientificName { get; set; }

    [MaxLength(160)]
    public string? CommonName { get; set; }

    /// <summary>Keys of the domains, as in <c>tissue_culture</c>.</summary>
    public List<string> Domains { get; set; } = [];

    public bool Archived { get; set; }

    public override string AuditLabel => ScientificName;

    public override string? AuditCode => Code;

    public bool IsFor(Domain domain) => domain == Domain.General || Domains.Contains(SnakeCase.Of(domain.ToString()));
}

internal sealed class SpeciesConfiguration : IEntityTypeConfiguration<Species>
{
    public void Configure(EntityTypeBuilder<Species> builder)
    {
        builder.HasIndex(row => new { row.OrganizationId, row.Code }).IsUnique();
        builder.HasIndex(row => new { row.OrganizationId, row.ScientificName }).IsUnique();
    }
}
