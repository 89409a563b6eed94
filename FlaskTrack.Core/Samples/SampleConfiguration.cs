using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Samples;

/// <summary>Every sort of the list has an index that begins with the filter all lists share and ends with the tie-breaker of the cursor.</summary>
internal sealed class SampleConfiguration : IEntityTypeConfiguration<Sample>
{
    public void Configure(EntityTypeBuilder<Sample> builder)
    {
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.UpdatedAt, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.Visibility, row.UpdatedAt, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.OwnerId, row.UpdatedAt, row.Id });

        // A member's own restricted samples among a million of others: without it the engine may walk all that are restricted.
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.OwnerId, row.Visibility, row.UpdatedAt, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.State, row.UpdatedAt, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.SpeciesId, row.UpdatedAt, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.NameKey, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Status, row.Passage, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.ImportCode });
        builder.HasIndex(row => new { row.OrganizationId, row.PlaceKey }).IsUnique();
        builder.Navigation(row => row.Parents).AutoInclude();
        builder.HasMany(row => row.Parents).WithOne(link => link.Holder)
            .HasForeignKey(link => new { link.OrganizationId, link.SampleId }).HasPrincipalKey(row => new { row.OrganizationId, row.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SampleParentConfiguration : IEntityTypeConfiguration<SampleParent>
{
    public void Configure(EntityTypeBuilder<SampleParent> builder)
    {
        builder.HasKey(link => new { link.OrganizationId, link.SampleId, link.ParentId });
        builder.HasIndex(link => new { link.OrganizationId, link.ParentId });
    }
}
