using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Where a record is in its life.</summary>
public enum RecordStatus
{
    Active,
    Archived,
    Deleted,
}

/// <summary>A record under the access model: one organization, one owner, a visibility, an optional site and mark, a status. A handler gets one only
/// as the runner decided it, or through the query form.</summary>
public abstract class GovernedRecord : TenantRow
{
    [MaxLength(24)]
    public string Code { get; internal set; } = "";

    [References(typeof(Membership))]
    public long OwnerId { get; internal set; }

    public Visibility Visibility { get; internal set; }

    [References(typeof(Site))]
    public long? SiteId { get; internal set; }

    public bool Sensitive { get; internal set; }

    public RecordStatus Status { get; internal set; }

    [MaxLength(20_000)]
    public string? Notes { get; internal set; }

    public DateTimeOffset CreatedAt { get; internal set; }

    [References(typeof(Membership))]
    public long CreatedById { get; internal set; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    [References(typeof(Membership))]
    public long UpdatedById { get; internal set; }

    public override string? AuditCode => Code;

    /// <summary>What the decision function needs of this record.</summary>
    public RecordFacts Facts() => new()
    {
        OwnerId = OwnerId,
        Visibility = Visibility,
        SiteId = SiteId,
        AuthorId = CreatedById,
        Lock = CurrentLock(),
    };

    /// <summary>The lock that holds now, in the sentence shown above the record.</summary>
    protected virtual RecordLock? CurrentLock() =>
        Status == RecordStatus.Archived ? new RecordLock("archived", $"{Code} is archived. Restore it to change it.") : null;

    internal void Archive() => Become(RecordStatus.Archived);

    internal void Restore() => Become(RecordStatus.Active);

    /// <summary>A tombstone: the content is gone from every reader, the history stays.</summary>
    internal void Delete() => Become(RecordStatus.Deleted);

    /// <summary>Called after the status became another, for what a record holds only while it is in use.</summary>
    private protected virtual void StatusChanged()
    {
    }

    private void Become(RecordStatus status)
    {
        Status = status;
        StatusChanged();
    }
}
