using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>The members every row of an organization has. The version rises with each change and is what audit events carry as <c>entity.version</c>.</summary>
public abstract class TenantRow : ITenantOwned
{
    public long Id { get; internal set; }

    public long OrganizationId { get; internal set; }

    public int Version { get; internal set; }

    /// <summary>How the audit log names the row beside its code.</summary>
    public abstract string AuditLabel { get; }

    /// <summary>The human code, where the row has one.</summary>
    public virtual string? AuditCode => null;
}

/// <summary>A row of an organization outside the access model, such as a site or a saved view.</summary>
public abstract class PlainRow : TenantRow, IPlainRow;

/// <summary>Counters and caches of the platform itself, and what somebody typed and did not save. They are no part of a record, are written by the platform's own statements, and saving one through the
/// change tracker throws, so that nothing can hide from the audit behind this interface.</summary>
internal interface ITechnicalRow;

/// <summary>A change to such a row changes what somebody may do, so the organization's access epoch rises with it.</summary>
public interface IAccessFact;

/// <summary>A link from one record to another: ids and the target's code, no content. The audit shows it as a member of the record that holds it.</summary>
public interface ILinkRow : ITenantOwned
{
    long HolderId { get; }

    Type HolderType { get; }

    /// <summary>The member under which the audit lists the targets, such as <c>parents</c>.</summary>
    string AuditMember { get; }

    string TargetCode { get; }
}
