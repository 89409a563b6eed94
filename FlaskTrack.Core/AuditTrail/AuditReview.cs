using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>Somebody's statement that they looked through a span of the audit log (EU GMP Annex 11 clause 9). The hash of the span's last event binds it to
/// what was there. A reviewer who made critical events of the span cannot answer for it alone: the review counts once a second person confirms it.</summary>
public sealed class AuditReview : PlainRow
{
    public long FirstSequence { get; internal set; }

    public long LastSequence { get; internal set; }

    /// <summary>Hash of the last event of the span, which covers all before it.</summary>
    [MaxLength(64)]
    public string SpanEnd { get; internal set; } = "";

    public int CriticalEvents { get; internal set; }

    public int DeniedEvents { get; internal set; }

    /// <summary>Critical events that the reviewer made.</summary>
    public int OwnCriticalEvents { get; internal set; }

    [MaxLength(2000)]
    public string Comment { get; internal set; } = "";

    [References(typeof(Membership))]
    public long ReviewerId { get; internal set; }

    /// <summary>Name and role as they were then, whatever the person is called later.</summary>
    [MaxLength(120)]
    public string ReviewerName { get; internal set; } = "";

    [MaxLength(40)]
    public string ReviewerRole { get; internal set; } = "";

    public DateTimeOffset ReviewedAt { get; internal set; }

    [References(typeof(Membership))]
    public long? SecondId { get; internal set; }

    [MaxLength(120)]
    public string? SecondName { get; internal set; }

    [MaxLength(40)]
    public string? SecondRole { get; internal set; }

    [MaxLength(2000)]
    public string? SecondComment { get; internal set; }

    public DateTimeOffset? SecondAt { get; internal set; }

    /// <summary>It counts: the reviewer is no actor of the span's critical events, or somebody else confirmed it.</summary>
    public bool IsComplete => OwnCriticalEvents == 0 || SecondId is not null;

    public override string AuditLabel => $"Events {FirstSequence} to {LastSequence}";
}

internal sealed class AuditReviewConfiguration : IEntityTypeConfiguration<AuditReview>
{
    public void Configure(EntityTypeBuilder<AuditReview> builder)
    {
        builder.Ignore(row => row.IsComplete);
        builder.HasIndex(row => new { row.OrganizationId, row.LastSequence });
    }
}
