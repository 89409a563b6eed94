using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Members;

/// <summary>One organization's say that a member lost the second factor. A person has one sign-in for all their organizations, so the factor is taken off
/// when an admin of each has said so; until then the say waits, for <see cref="Days"/> days.</summary>
public sealed class FactorReset : PlainRow
{
    /// <summary>Days a say counts.</summary>
    public const int Days = 7;

    public long UserId { get; set; }

    [References(typeof(Membership))]
    public long MemberId { get; set; }

    [References(typeof(Membership))]
    public long StartedById { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset Until { get; set; }

    /// <summary>The member's name at that time.</summary>
    [MaxLength(120)]
    public required string Name { get; set; }

    public override string AuditLabel => $"Second factor of {Name}";
}

internal sealed class FactorResetConfiguration : IEntityTypeConfiguration<FactorReset>
{
    public void Configure(EntityTypeBuilder<FactorReset> builder) => builder.HasIndex(row => row.UserId);
}
