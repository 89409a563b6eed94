using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The end of an organization's audit chain and its access epoch. Every writing operation takes this row first, so that events of one
/// organization are strictly one after another.</summary>
public sealed class OrganizationHead : ITenantOwned, ITechnicalRow
{
    public long OrganizationId { get; internal set; }

    public long Sequence { get; internal set; }

    [MaxLength(64)]
    public string Hash { get; internal set; } = "";

    /// <summary>Time of the last event; a clock that is set back never makes an event older than the one before it.</summary>
    public DateTimeOffset LastTime { get; internal set; }

    /// <summary>State of the Merkle accumulator over all events' hashes, so that a checkpoint needs no second reading.</summary>
    [MaxLength(6000)]
    public string Accumulator { get; internal set; } = "";

    /// <summary>Rises with every change of what somebody may do. Cached rights of an older epoch count for nothing.</summary>
    public long AccessEpoch { get; internal set; }
}

/// <summary>The next number of a code prefix in an organization. Numbers are never used again, also not after a rollback.</summary>
public sealed class CodeCounter : ITenantOwned, ITechnicalRow
{
    public long OrganizationId { get; internal set; }

    [MaxLength(3)]
    public string Prefix { get; internal set; } = "";

    public long Last { get; internal set; }
}

/// <summary>When a member last did anything, to the minute.</summary>
public sealed class MemberActivity : ITenantOwned, ITechnicalRow
{
    public long OrganizationId { get; internal set; }

    public long MemberId { get; internal set; }

    public DateTimeOffset LastActiveAt { get; internal set; }
}

/// <summary>A signed statement of the chain's state; see <c>docs/audit.md</c>.</summary>
public sealed class AuditCheckpoint : ITenantOwned, ITechnicalRow
{
    public long Id { get; internal set; }

    public long OrganizationId { get; internal set; }

    public long Sequence { get; internal set; }

    [MaxLength(64)]
    public string HeadHash { get; internal set; } = "";

    [MaxLength(64)]
    public string MerkleRoot { get; internal set; } = "";

    public DateTimeOffset Time { get; internal set; }

    [MaxLength(200)]
    public string Signature { get; internal set; } = "";

    [MaxLength(64)]
    public string KeyId { get; internal set; } = "";

    /// <summary>The organization's slug at that time; it is part of what was signed.</summary>
    [MaxLength(40)]
    public string Organization { get; internal set; } = "";
}
