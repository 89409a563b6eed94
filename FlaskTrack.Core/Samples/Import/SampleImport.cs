using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Samples.Import;

public enum ImportState
{
    Done,
    Undone,
    Queued,
    Writing,
    Failed,
    Cancelled,
}

/// <summary>What one import did, or is about to do. The samples it made carry its code.</summary>
public sealed class SampleImport : PlainRow, IJobRecord
{
    [MaxLength(24)]
    public string Code { get; internal set; } = "";

    [MaxLength(255)]
    public string FileName { get; internal set; } = "";

    public int Rows { get; internal set; }

    public int Created { get; internal set; }

    public int Changed { get; internal set; }

    public int Skipped { get; internal set; }

    [References(typeof(Membership))]
    public long ById { get; internal set; }

    public DateTimeOffset At { get; internal set; }

    public ImportState State { get; internal set; }

    /// <summary>Heading to field key, as the sheet was read.</summary>
    public Dictionary<string, string> Columns { get; internal set; } = [];

    public ImportMatch Match { get; internal set; }

    public OnMatch OnMatch { get; internal set; }

    /// <summary>The kept sheet that a job writes; null for an import written at once.</summary>
    public long? UploadId { get; internal set; }

    /// <summary>Why nothing was written.</summary>
    [MaxLength(1000)]
    public string? Failure { get; internal set; }

    public long RequesterId => ById;

    public override string AuditLabel => FileName;

    public override string? AuditCode => Code;

    internal bool IsUnfinished => State is ImportState.Queued or ImportState.Writing;
}

/// <summary>Which column of a sheet is which field, kept under a name for the next sheet of the same shape.</summary>
public sealed class SampleImportMapping : PlainRow
{
    [MaxLength(80)]
    public string Name { get; internal set; } = "";

    /// <summary>Heading to field key; a heading without a field is ignored.</summary>
    public Dictionary<string, string> Columns { get; internal set; } = [];

    public override string AuditLabel => Name;
}

internal sealed class SampleImportConfiguration : IEntityTypeConfiguration<SampleImport>
{
    public void Configure(EntityTypeBuilder<SampleImport> builder) => builder.HasIndex(row => new { row.OrganizationId, row.Code }).IsUnique();
}

internal sealed class SampleImportMappingConfiguration : IEntityTypeConfiguration<SampleImportMapping>
{
    public void Configure(EntityTypeBuilder<SampleImportMapping> builder) => builder.HasIndex(row => new { row.OrganizationId, row.Name }).IsUnique();
}
