using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Organizations;

public enum ContainmentLevel
{
    None,
    Bsl1,
    Bsl2,
    Bsl3,
}

/// <summary>A place of work that can limit who reaches a record.</summary>
public sealed class Site : PlainRow, IAccessFact
{
    [MaxLength(120)]
    public required string Name { get; set; }

    /// <summary>3 to 8 letters, unique in the organization.</summary>
    [MaxLength(8)]
    public required string ShortCode { get; set; }

    [MaxLength(400)]
    public string? Address { get; set; }

    public ContainmentLevel Containment { get; set; }

    public bool Archived { get; set; }

    public override string AuditLabel => Name;

    public override string? AuditCode => ShortCode;
}
