using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

public enum InvitationState
{
    Pending,
    Accepted,
    Declined,
    Revoked,
}

/// <summary>What an invitation is at an instant.</summary>
public enum InvitationStatus
{
    Open,
    Accepted,
    Declined,
    Revoked,
    Expired,

    /// <summary>The person who invited could not give this role any more; resending by somebody who can makes it open again.</summary>
    Unbacked,
}

/// <summary>Brings a person in with a role already decided. Single use, bound to the e-mail address, expires by itself. Only the hash of its secret is kept.</summary>
public sealed class Invitation : PlainRow
{
    [MaxLength(254)]
    public required string Email { get; set; }

    public Role Role { get; set; }

    public List<long> Sites { get; set; } = [];

    /// <summary>End of the membership it will make; null for none.</summary>
    public DateTimeOffset? MemberUntil { get; set; }

    [MaxLength(500)]
    public string? Message { get; set; }

    /// <summary>SHA-256 of the secret in the link, lower hex.</summary>
    [MaxLength(64)]
    public string TokenHash { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public InvitationState State { get; set; }

    /// <summary>Membership id of the person who invited.</summary>
    public long InvitedById { get; set; }

    public override string AuditLabel => Email;

    /// <summary>Neither answered nor too late, for the link and for the membership it would make.</summary>
    public bool IsOpenAt(DateTimeOffset now) => State == InvitationState.Pending && now < ExpiresAt && (MemberUntil is null || now < MemberUntil);
}
