using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Organizations;

/// <summary>A slug that an organization had before. It names the organization a while longer; the row stays, because events of that time carry the slug.</summary>
public sealed class FormerSlug : PlainRow, IAccessFact
{
    /// <summary>Days a former slug goes on naming its organization, and nobody else can take it.</summary>
    public const int Days = 90;

    [MaxLength(40)]
    public required string Slug { get; set; }

    /// <summary>The first instant at which it names nobody any more.</summary>
    public DateTimeOffset Until { get; set; }

    public override string AuditLabel => Slug;
}

/// <summary>A former slug that still counts.</summary>
public sealed record SlugAlias(string Slug, DateTimeOffset Until);

internal sealed class FormerSlugConfiguration : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> builder) => builder.HasIndex(row => row.Slug);
}
