using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Organizations;

/// <summary>The organization's picture, on its page and on the cover of its packets. The audit log names it by its SHA-256 and holds no picture.</summary>
public sealed class OrganizationLogo : PlainRow
{
    [MaxLength(20)]
    public required string MediaType { get; set; }

    /// <summary>SHA-256 of the content in hex.</summary>
    [MaxLength(64)]
    public required string Sha256 { get; set; }

    /// <summary>In pixels.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    [Sensitive]
    public required byte[] Content { get; set; }

    public override string AuditLabel => "Logo";
}

internal sealed class OrganizationLogoConfiguration : IEntityTypeConfiguration<OrganizationLogo>
{
    public void Configure(EntityTypeBuilder<OrganizationLogo> builder) => builder.HasIndex(row => row.OrganizationId).IsUnique();
}
