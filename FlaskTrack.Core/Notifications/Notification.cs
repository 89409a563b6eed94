using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Notifications;

/// <summary>What a notice is about; members choose channels by it.</summary>
public enum NotificationKind
{
    /// <summary>Something that must be looked at now, such as a broken chain.</summary>
    Alert,

    /// <summary>The own role or membership changed, or somebody one invited joined.</summary>
    Membership,

    PacketReady,

    ImportDone,

    /// <summary>Something is due.</summary>
    Reminder,

    /// <summary>Something happened to the own account. Cannot be turned off.</summary>
    Security,
}

/// <summary>A notice to one member. It repeats what an event or a record says and is derived from them, so it is no change of the organization's data and
/// has no event of its own.</summary>
public sealed class Notification : ITenantOwned, ITechnicalRow
{
    public long Id { get; internal set; }

    public long OrganizationId { get; internal set; }

    [References(typeof(Membership))]
    public long MemberId { get; internal set; }

    public NotificationKind Kind { get; internal set; }

    /// <summary>Title with codes; also what an e-mail says.</summary>
    [MaxLength(200)]
    public string Subject { get; internal set; } = "";

    /// <summary>One sentence more, shown inside FlaskTrack only.</summary>
    [MaxLength(400)]
    public string? Text { get; internal set; }

    /// <summary>Path of the page it leads to.</summary>
    [MaxLength(200)]
    public string? Href { get; internal set; }

    /// <summary>Type and id of the governed record it is about; the notice is there as long as the member may read that.</summary>
    [MaxLength(40)]
    public string? RecordType { get; internal set; }

    public long? RecordId { get; internal set; }

    /// <summary>What happens again has the same key; a second notice of it is not made while the first is unread.</summary>
    [MaxLength(80)]
    public string? Key { get; internal set; }

    public DateTimeOffset CreatedAt { get; internal set; }

    public DateTimeOffset? ReadAt { get; internal set; }

    /// <summary>False where the member wants this kind by e-mail only.</summary>
    public bool InApp { get; internal set; }

    /// <summary>Waits for the member's digest.</summary>
    public bool ForDigest { get; internal set; }
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.HasIndex(row => new { row.OrganizationId, row.MemberId, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.ForDigest });
    }
}
