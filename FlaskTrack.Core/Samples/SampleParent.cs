using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Samples;

/// <summary>One edge of the lineage: the sample came from the parent.</summary>
public sealed class SampleParent : ILinkRow
{
    public long OrganizationId { get; internal set; }

    /// <summary>The child.</summary>
    public long SampleId { get; internal set; }

    [References(typeof(Sample))]
    public long ParentId { get; internal set; }

    [MaxLength(24)]
    public string ParentCode { get; internal set; } = "";

    public Sample? Holder { get; internal set; }

    public long HolderId => SampleId;

    public Type HolderType => typeof(Sample);

    public string AuditMember => "parents";

    public string TargetCode => ParentCode;
}
