using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Samples;

/// <summary>A member's way to look at the list: filter and sort as the address holds them, and the columns.</summary>
public sealed class SampleListView : PlainRow
{
    [References(typeof(Membership))]
    public long MemberId { get; internal set; }

    [MaxLength(80)]
    public string Name { get; internal set; } = "";

    /// <summary>The query part of the list's address, without the question mark.</summary>
    [MaxLength(2000)]
    public string Query { get; internal set; } = "";

    public List<string> Columns { get; internal set; } = [];

    /// <summary>The list opens with this view; one at most per member.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>Every member of the organization may look at the list this way; the rows they see stay their own.</summary>
    public bool IsShared { get; internal set; }

    public override string AuditLabel => Name;
}

internal sealed class SampleListViewConfiguration : IEntityTypeConfiguration<SampleListView>
{
    public void Configure(EntityTypeBuilder<SampleListView> builder) => builder.HasIndex(row => new { row.OrganizationId, row.MemberId, row.Name }).IsUnique();
}
