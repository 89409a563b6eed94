using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>A sheet somebody uploaded, with the mapping and the corrections made so far, kept for 14 days so that nothing has to be done twice.
/// Only the member who uploaded it sees it.</summary>
public sealed class SampleUpload : PlainRow
{
    public static readonly TimeSpan Stays = TimeSpan.FromDays(14);

    [References(typeof(Membership))]
    public long MemberId { get; internal set; }

    [MaxLength(255)]
    public string FileName { get; internal set; } = "";

    public int Rows { get; internal set; }

    public DateTimeOffset At { get; internal set; }

    /// <summary>The table as it was read, as compressed JSON (<see cref="UploadContent"/>); never changed.</summary>
    [Sensitive]
    public byte[] Content { get; internal set; } = [];

    /// <summary>Mapping, and what happens to rows that match, as JSON.</summary>
    [Sensitive]
    public string Plan { get; internal set; } = "";

    /// <summary>Cells corrected since, as JSON.</summary>
    [Sensitive]
    public string Corrections { get; internal set; } = "[]";

    /// <summary>The import that wrote it; null while it waits.</summary>
    [MaxLength(24)]
    public string? ImportCode { get; internal set; }

    public override string AuditLabel => FileName;
}

/// <summary>One corrected cell.</summary>
/// <param name="Row">Place of the row in the table, from 0.</param>
/// <param name="Column">From 0.</param>
public sealed record CellCorrection(int Row, int Column, string Text);

internal sealed class SampleUploadConfiguration : IEntityTypeConfiguration<SampleUpload>
{
    public void Configure(EntityTypeBuilder<SampleUpload> builder) => builder.HasIndex(row => new { row.OrganizationId, row.MemberId, row.At });
}
