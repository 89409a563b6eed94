using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.ListViews;

/// <summary>A member's own way to look at one list: filter and sort as the address holds them, and the columns.</summary>
public sealed class ListView : Platform.Data.PlainRow
{
    [References(typeof(Membership))]
    public long MemberId { get; internal set; }

    /// <summary>Which list, by the path of its page without the first slash, such as <c>members</c>.</summary>
    [MaxLength(60)]
    public string List { get; internal set; } = "";

    [MaxLength(80)]
    public string Name { get; internal set; } = "";

    /// <summary>The query part of the list's address, without the question mark.</summary>
    [MaxLength(2000)]
    public string Query { get; internal set; } = "";

    public List<string> Columns { get; internal set; } = [];

    /// <summary>The list opens with this view; one at most per member and list.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>Every member of the organization may look at the list this way; the rows they see stay their own.</summary>
    public bool IsShared { get; internal set; }

    public override string AuditLabel => Name;
}

internal sealed class ListViewConfiguration : IEntityTypeConfiguration<ListView>
{
    public void Configure(EntityTypeBuilder<ListView> builder) => builder.HasIndex(row => new { row.OrganizationId, row.MemberId, row.List, row.Name }).IsUnique();
}
