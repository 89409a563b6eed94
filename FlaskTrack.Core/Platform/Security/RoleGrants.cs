using System.Collections.Frozen;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>Which role holds which permission: the whole role table on one screen. Each role of the ladder names only what it adds to the one below.
/// <c>docs/permissions.csv</c> is the approved table; a test compares the two.</summary>
public static class RoleGrants
{
    private static readonly Permission[] Viewer =
    [
        Permissions.Records.View,
        Permissions.Dashboards.View,
        Permissions.Reports.View,
        Permissions.Files.View,
        Permissions.Scan.Use,
        Permissions.Alerts.View,
        Permissions.Pipelines.View,
        Permissions.Compliance.View,
        Permissions.Audit.View,
        Permissions.Members.View,
        Permissions.Organization.View,
        Permissions.Api.PersonalTokens,
    ];

    private static readonly Permission[] Technician =
    [
        .. Viewer,
        Permissions.Labels.Print,
        Permissions.Inventory.Adjust,
        Permissions.Executions.Start, Permissions.Executions.CompleteStep, Permissions.Executions.Record, Permissions.Executions.AttachEvidence, Permissions.Executions.UpdateStatus, Permissions.Executions.Witness,
        Permissions.Samples.ChangeState, Permissions.Samples.Derive,
        Permissions.Alerts.Acknowledge,
        Permissions.Incidents.Record,
        Permissions.Actions.Complete,
        Permissions.Approvals.Request,
        Permissions.Checklists.Complete,
        Permissions.Documents.Acknowledge,
        Permissions.Signatures.Sign,
    ];

    private static readonly Permission[] Scientist =
    [
        .. Technician,
        Permissions.Records.ViewSensitive, Permissions.Records.Share, Permissions.Records.Transfer, Permissions.Records.Import,
        Permissions.Dashboards.Edit,
        Permissions.Reports.Create, Permissions.Reports.Schedule,
        Permissions.Data.Explore, Permissions.Data.Export,
        Permissions.Projects.Create, Permissions.Projects.Edit, Permissions.Projects.Archive,
        Permissions.Datasets.Create, Permissions.Datasets.Edit, Permissions.Datasets.Archive,
        Permissions.Samples.Create, Permissions.Samples.Edit, Permissions.Samples.Archive,
        Permissions.Batches.Create, Permissions.Batches.Edit, Permissions.Batches.Archive,
        Permissions.Protocols.Create, Permissions.Protocols.Edit, Permissions.Protocols.Publish, Permissions.Protocols.Archive,
        Permissions.Workflows.Create, Permissions.Workflows.Edit, Permissions.Workflows.Publish, Permissions.Workflows.Archive,
        Permissions.Executions.Archive, Permissions.Executions.Assign, Permissions.Executions.Reschedule, Permissions.Executions.SkipStep, Permissions.Executions.RevertStep, Permissions.Executions.Review, Permissions.Executions.Cancel,
        Permissions.Catalog.Create, Permissions.Catalog.Edit,
        Permissions.Inventory.Manage,
        Permissions.Files.Upload, Permissions.Files.Edit, Permissions.Files.MarkSensitive,
        Permissions.Pipelines.Run,
        Permissions.Tags.Assign,
        Permissions.Evidence.Generate,
    ];

    private static readonly Permission[] Admin =
    [
        .. Scientist,
        Permissions.Reports.Manage,
        Permissions.Audit.Verify, Permissions.Audit.Export, Permissions.Audit.Review,
        Permissions.Access.Review, Permissions.Access.RunReview,
        Permissions.Projects.Publish, Permissions.Projects.Delete,
        Permissions.Datasets.Delete,
        Permissions.Samples.Delete,
        Permissions.Batches.Delete, Permissions.Batches.Release,
        Permissions.Protocols.Delete,
        Permissions.Workflows.Delete,
        Permissions.Executions.Delete,
        Permissions.Catalog.Archive, Permissions.Catalog.Delete,
        Permissions.Files.Delete,
        Permissions.Records.Restore,
        Permissions.Pipelines.Runner, Permissions.Pipelines.Manage,
        Permissions.Incidents.Manage,
        Permissions.Approvals.Decide,
        Permissions.Checklists.Waive,
        Permissions.Documents.Manage,
        Permissions.Audits.Manage, Permissions.Audits.Finalize,
        Permissions.Certifications.Manage,
        Permissions.Evidence.Delete,
        Permissions.Holds.Manage,
        Permissions.Members.Invite, Permissions.Members.Manage,
        Permissions.Roles.Assign,
        Permissions.Groups.Manage,
        Permissions.Sharing.ManageTemplates,
        Permissions.Sites.Manage,
        Permissions.Organization.Settings, Permissions.Organization.Usage,
        Permissions.Alerts.Manage,
        Permissions.Labels.Manage,
    ];

    private static readonly Permission[] Owner =
    [
        .. Admin,
        Permissions.Frameworks.Manage, Permissions.Frameworks.Activate,
        Permissions.Roles.AssignOwner, Permissions.Roles.Define,
        Permissions.Organization.Security, Permissions.Organization.Billing, Permissions.Organization.Close,
        Permissions.Automation.Manage,
        Permissions.Integrations.Manage,
        Permissions.Api.Manage,
        Permissions.Restrictions.Override,
    ];

    /// <summary>Beside the ladder: reads everything, also what is sensitive, and takes evidence out; writes no operational record.</summary>
    private static readonly Permission[] Auditor =
    [
        .. Viewer,
        Permissions.Records.ViewSensitive,
        Permissions.Data.Explore, Permissions.Data.Export,
        Permissions.Audit.Verify, Permissions.Audit.Export,
        Permissions.Access.Review,
        Permissions.Evidence.Generate,
    ];

    private static readonly FrozenDictionary<Role, PermissionSet> Table = new Dictionary<Role, PermissionSet>
    {
        [Role.NoAccess] = PermissionSet.Of([]),
        [Role.Viewer] = PermissionSet.Of(Viewer),
        [Role.Technician] = PermissionSet.Of(Technician),
        [Role.Scientist] = PermissionSet.Of(Scientist),
        [Role.Admin] = PermissionSet.Of(Admin),
        [Role.Owner] = PermissionSet.Of(Owner),
        [Role.Auditor] = PermissionSet.Of(Auditor),
    }.ToFrozenDictionary();

    /// <summary>What a built-in role holds.</summary>
    public static PermissionSet Of(Role role) => Table[role];
}
