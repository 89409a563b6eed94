using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

public enum MembershipStatus
{
    Active,
    Suspended,
    Removed,
}

/// <summary>What a person is in one organization, from when until when, and where. Expiry needs no job: it follows from the end.</summary>
public sealed class Membership : PlainRow, IAccessFact
{
    /// <summary>The account, which belongs to no organization.</summary>
    public long UserId { get; internal set; }

    public Role Role { get; internal set; }

    public MembershipStatus Status { get; internal set; }

    public DateTimeOffset? StartsAt { get; internal set; }

    public DateTimeOffset? EndsAt { get; internal set; }

    /// <summary>Sites the member is limited to; empty means all.</summary>
    public List<long> Sites { get; internal set; } = [];

    public bool CanRunPipelines { get; internal set; }

    /// <summary>The person's name as the organization prints it.</summary>
    [MaxLength(120)]
    public string DisplayName { get; internal set; } = "";

    [MaxLength(120)]
    public string? JobTitle { get; internal set; }

    public DateTimeOffset JoinedAt { get; internal set; }

    /// <summary>Membership id of the person who invited; null for the founder.</summary>
    public long? InvitedById { get; internal set; }

    public override string AuditLabel => DisplayName;

    public bool IsActiveAt(DateTimeOffset now) =>
        Status == MembershipStatus.Active && (StartsAt is null || StartsAt <= now) && (EndsAt is null || now < EndsAt);
}
