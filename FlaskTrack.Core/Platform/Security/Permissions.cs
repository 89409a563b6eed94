namespace FlaskTrack.Core.Platform.Security;

/// <summary>Every permission of the product, nested by noun. The names are stable for ever: they are API scopes, audit actions and policy
/// names at once. <c>docs/permissions.csv</c> is the approved table; a test compares the two.</summary>
public static class Permissions
{
    /// <summary>Open to every active member of the organization, whatever the role.</summary>
    public static readonly Permission Member = new("member", Category.Administration, Level.None, Guard.None, "be an active member");

    /// <summary>Open to any signed-in person, with or without an organization.</summary>
    public static readonly Permission SignedIn = new("signed-in", Category.Administration, Level.None, Guard.None, "be signed in");

    /// <summary>Open without sign-in. Used only where the access model names an anonymous reader or a not yet accepted person.</summary>
    public static readonly Permission Anonymous = new("anonymous", Category.Administration, Level.None, Guard.None, "anyone");

    public static class Records
    {
        public static readonly Permission View = new("records.view", Category.Data, Level.Read, Guard.None, "see operational records the record rules allow");
        public static readonly Permission ViewSensitive = new("records.view-sensitive", Category.Data, Level.Read, Guard.None, "see fields and files marked sensitive");
        public static readonly Permission Share = new("records.share", Category.Records, Level.Share, Guard.None, "grant and change and revoke access on a record");
        public static readonly Permission Transfer = new("records.transfer", Category.Records, Level.Owner, Guard.Reason, "hand a record to another owner", IsCritical: true);
        public static readonly Permission Restore = new("records.restore", Category.Records, Level.None, Guard.Reason, "bring back an archived record");
        public static readonly Permission Import = new("records.import", Category.Records, Level.None, Guard.None, "create many records from a CSV or XLSX file");
    }

    public static class Dashboards
    {
        public static readonly Permission View = new("dashboards.view", Category.Data, Level.None, Guard.None, "open dashboards");
        public static readonly Permission Edit = new("dashboards.edit", Category.Data, Level.None, Guard.None, "author and share dashboards");
    }

    public static class Reports
    {
        public static readonly Permission View = new("reports.view", Category.Data, Level.None, Guard.None, "open and run saved reports");
        public static readonly Permission Create = new("reports.create", Category.Data, Level.None, Guard.None, "author and save reports");
        public static readonly Permission Schedule = new("reports.schedule", Category.Data, Level.None, Guard.None, "run a saved report on a schedule for named recipients");
        public static readonly Permission Manage = new("reports.manage", Category.Data, Level.None, Guard.None, "edit and retire reports and saved queries and dashboards of others");
    }

    public static class Data
    {
        public static readonly Permission Explore = new("data.explore", Category.Data, Level.None, Guard.None, "run SQL over the rows one may read", IsCritical: true);
        public static readonly Permission Export = new("data.export", Category.Data, Level.Read, Guard.None, "download lists and datasets as CSV or XLSX or JSON or Parquet", IsCritical: true);
    }

    public static class Files
    {
        public static readonly Permission View = new("files.view", Category.Data, Level.Read, Guard.None, "see and download attached files");
        public static readonly Permission Upload = new("files.upload", Category.Records, Level.Edit, Guard.None, "attach a file to any record one may edit");
        public static readonly Permission Edit = new("files.edit", Category.Records, Level.Edit, Guard.None, "rename and annotate and supersede a file");
        public static readonly Permission MarkSensitive = new("files.mark-sensitive", Category.Records, Level.Edit, Guard.None, "set the sensitive mark; clearing it needs admin");
        public static readonly Permission Delete = new("files.delete", Category.Records, Level.Edit, Guard.Reason, "tombstone files");
    }

    public static class Scan
    {
        public static readonly Permission Use = new("scan.use", Category.Data, Level.None, Guard.None, "open the record behind a code if one may read it");
    }

    public static class Labels
    {
        public static readonly Permission Print = new("labels.print", Category.Data, Level.Read, Guard.None, "print labels and code sheets");
        public static readonly Permission Manage = new("labels.manage", Category.Administration, Level.None, Guard.None, "label templates and printers");
    }

    public static class Alerts
    {
        public static readonly Permission View = new("alerts.view", Category.Data, Level.Read, Guard.None, "see alerts on records one may read");
        public static readonly Permission Acknowledge = new("alerts.acknowledge", Category.Execution, Level.Read, Guard.None, "acknowledge an alert with a note");
        public static readonly Permission Manage = new("alerts.manage", Category.Administration, Level.None, Guard.None, "alert rules and lead times and escalation");
    }

    public static class Pipelines
    {
        public static readonly Permission View = new("pipelines.view", Category.Data, Level.None, Guard.None, "see registered pipelines and the runs one may read");
        public static readonly Permission Run = new("pipelines.run", Category.Execution, Level.None, Guard.Flag, "run a data pipeline on inputs one may read; also needs the member's can_run_pipelines flag");
        public static readonly Permission Runner = new("pipelines.runner", Category.Execution, Level.None, Guard.None, "claim queued pipeline runs and report their results; meant for service accounts");
        public static readonly Permission Manage = new("pipelines.manage", Category.Administration, Level.None, Guard.None, "register and version and retire pipelines");
    }

    public static class Compliance
    {
        public static readonly Permission View = new("compliance.view", Category.Data, Level.Read, Guard.None, "see frameworks and checklists and approvals and incidents");
    }

    public static class Audit
    {
        public static readonly Permission View = new("audit.view", Category.Data, Level.None, Guard.None, "read the audit log of what one may read; other events show as withheld");
        public static readonly Permission Verify = new("audit.verify", Category.Data, Level.None, Guard.None, "run chain verification and download proofs", IsCritical: true);
        public static readonly Permission Export = new("audit.export", Category.Data, Level.None, Guard.None, "export audit records", IsCritical: true);
        public static readonly Permission Review = new("audit.review", Category.Compliance, Level.None, Guard.Sign, "record that a span of the audit log was reviewed");
    }

    public static class Access
    {
        public static readonly Permission Review = new("access.review", Category.Data, Level.None, Guard.None, "see who has access to what and why");
        public static readonly Permission RunReview = new("access.run-review", Category.Administration, Level.None, Guard.Sign, "start access review campaigns and apply their result");
    }

    public static class Projects
    {
        public static readonly Permission Create = new("projects.create", Category.Records, Level.None, Guard.None, "create projects");
        public static readonly Permission Edit = new("projects.edit", Category.Records, Level.Edit, Guard.None, "change projects");
        public static readonly Permission Publish = new("projects.publish", Category.Records, Level.Share, Guard.Reason, "make a project public or private again");
        public static readonly Permission Archive = new("projects.archive", Category.Records, Level.Share, Guard.None, "archive projects");
        public static readonly Permission Delete = new("projects.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone projects");
    }

    public static class Datasets
    {
        public static readonly Permission Create = new("datasets.create", Category.Records, Level.None, Guard.None, "create datasets");
        public static readonly Permission Edit = new("datasets.edit", Category.Records, Level.Edit, Guard.None, "change datasets");
        public static readonly Permission Archive = new("datasets.archive", Category.Records, Level.Edit, Guard.None, "archive datasets");
        public static readonly Permission Delete = new("datasets.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone datasets");
    }

    public static class Samples
    {
        public static readonly Permission Create = new("samples.create", Category.Records, Level.None, Guard.None, "create samples");
        public static readonly Permission Edit = new("samples.edit", Category.Records, Level.Edit, Guard.None, "change samples");
        public static readonly Permission Archive = new("samples.archive", Category.Records, Level.Edit, Guard.None, "archive samples");
        public static readonly Permission Delete = new("samples.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone samples");
        public static readonly Permission ChangeState = new("samples.change-state", Category.Execution, Level.Read, Guard.Compliance, "move a sample along its domain state model");
        public static readonly Permission Derive = new("samples.derive", Category.Execution, Level.Read, Guard.Compliance, "split or subculture a sample inside a step that allows it");
    }

    public static class Batches
    {
        public static readonly Permission Create = new("batches.create", Category.Records, Level.None, Guard.None, "create batches");
        public static readonly Permission Edit = new("batches.edit", Category.Records, Level.Edit, Guard.None, "change batches");
        public static readonly Permission Archive = new("batches.archive", Category.Records, Level.Edit, Guard.None, "archive batches");
        public static readonly Permission Delete = new("batches.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone batches");
        public static readonly Permission Release = new("batches.release", Category.Compliance, Level.Edit, Guard.Sign, "release or reject a completed batch");
    }

    public static class Protocols
    {
        public static readonly Permission Create = new("protocols.create", Category.Records, Level.None, Guard.None, "create protocols");
        public static readonly Permission Edit = new("protocols.edit", Category.Records, Level.Edit, Guard.None, "change protocols");
        public static readonly Permission Publish = new("protocols.publish", Category.Records, Level.Edit, Guard.None, "release a version for execution");
        public static readonly Permission Archive = new("protocols.archive", Category.Records, Level.Edit, Guard.None, "archive protocols");
        public static readonly Permission Delete = new("protocols.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone protocols");
    }

    public static class Workflows
    {
        public static readonly Permission Create = new("workflows.create", Category.Records, Level.None, Guard.None, "create workflows");
        public static readonly Permission Edit = new("workflows.edit", Category.Records, Level.Edit, Guard.None, "change workflows");
        public static readonly Permission Publish = new("workflows.publish", Category.Records, Level.Edit, Guard.None, "release workflows");
        public static readonly Permission Archive = new("workflows.archive", Category.Records, Level.Edit, Guard.None, "archive workflows");
        public static readonly Permission Delete = new("workflows.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone workflows");
    }

    public static class Executions
    {
        public static readonly Permission Archive = new("executions.archive", Category.Records, Level.Edit, Guard.None, "archive executions");
        public static readonly Permission Delete = new("executions.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone an execution; refused under hold");
        public static readonly Permission Start = new("executions.start", Category.Execution, Level.Read, Guard.Compliance, "start a run of a published workflow or protocol");
        public static readonly Permission Assign = new("executions.assign", Category.Execution, Level.Edit, Guard.None, "assign executions");
        public static readonly Permission CompleteStep = new("executions.complete-step", Category.Execution, Level.Read, Guard.Compliance, "complete a step one is assigned to");
        public static readonly Permission Record = new("executions.record", Category.Execution, Level.Read, Guard.Compliance, "observations and measurements and forms");
        public static readonly Permission AttachEvidence = new("executions.attach-evidence", Category.Execution, Level.Read, Guard.None, "upload a file to a step one executes");
        public static readonly Permission UpdateStatus = new("executions.update-status", Category.Execution, Level.Read, Guard.None, "pause and resume and fail");
        public static readonly Permission Reschedule = new("executions.reschedule", Category.Execution, Level.Edit, Guard.Reason, "move planned times of step runs");
        public static readonly Permission SkipStep = new("executions.skip-step", Category.Execution, Level.Edit, Guard.Reason, "skip a mandatory step; an optional step is skipped with complete-step");
        public static readonly Permission RevertStep = new("executions.revert-step", Category.Execution, Level.Edit, Guard.Reason, "undo a completed step by a compensating event");
        public static readonly Permission Witness = new("executions.witness", Category.Execution, Level.Read, Guard.Sign, "confirm as second person a step another completed");
        public static readonly Permission Review = new("executions.review", Category.Execution, Level.Edit, Guard.Sign, "review a finished run");
        public static readonly Permission Cancel = new("executions.cancel", Category.Execution, Level.Edit, Guard.Reason, "cancel executions");
    }

    public static class Catalog
    {
        public static readonly Permission Create = new("catalog.create", Category.Records, Level.None, Guard.None, "species and strains and plasmids and ingredients and tools and suppliers and materials and concentrations");
        public static readonly Permission Edit = new("catalog.edit", Category.Records, Level.Edit, Guard.None, "change catalog");
        public static readonly Permission Archive = new("catalog.archive", Category.Records, Level.Edit, Guard.None, "archive catalog");
        public static readonly Permission Delete = new("catalog.delete", Category.Records, Level.Owner, Guard.Reason, "tombstone catalog");
    }

    public static class Inventory
    {
        public static readonly Permission Adjust = new("inventory.adjust", Category.Records, Level.Read, Guard.None, "receive and consume and move lots");
        public static readonly Permission Manage = new("inventory.manage", Category.Records, Level.Edit, Guard.None, "locations and containers and lots");
    }

    public static class Incidents
    {
        public static readonly Permission Record = new("incidents.record", Category.Compliance, Level.None, Guard.None, "record incidents");
        public static readonly Permission Manage = new("incidents.manage", Category.Compliance, Level.Edit, Guard.None, "investigate and close");
    }

    public static class Actions
    {
        public static readonly Permission Complete = new("actions.complete", Category.Compliance, Level.Read, Guard.None, "complete a corrective action assigned to oneself");
    }

    public static class Approvals
    {
        public static readonly Permission Request = new("approvals.request", Category.Compliance, Level.Read, Guard.None, "request approvals");
        public static readonly Permission Decide = new("approvals.decide", Category.Compliance, Level.Read, Guard.Sign, "never on a record one authored where separation of duties is on");
    }

    public static class Checklists
    {
        public static readonly Permission Complete = new("checklists.complete", Category.Compliance, Level.Read, Guard.None, "complete checklists");
        public static readonly Permission Waive = new("checklists.waive", Category.Compliance, Level.Read, Guard.Reason, "mark an item waived");
    }

    public static class Tags
    {
        public static readonly Permission Assign = new("tags.assign", Category.Compliance, Level.Edit, Guard.None, "put a regulatory tag on a record or take it off");
    }

    public static class Frameworks
    {
        public static readonly Permission Manage = new("frameworks.manage", Category.Compliance, Level.None, Guard.None, "frameworks and rules and checklists and regulatory tags");
        public static readonly Permission Activate = new("frameworks.activate", Category.Compliance, Level.None, Guard.Sign, "put a framework version in force or retire it");
    }

    public static class Documents
    {
        public static readonly Permission Manage = new("documents.manage", Category.Compliance, Level.None, Guard.None, "reference documents and their versions and distribution");
        public static readonly Permission Acknowledge = new("documents.acknowledge", Category.Compliance, Level.Read, Guard.None, "confirm having read a controlled document");
    }

    public static class Audits
    {
        public static readonly Permission Manage = new("audits.manage", Category.Compliance, Level.None, Guard.None, "plan and conduct compliance audits");
        public static readonly Permission Finalize = new("audits.finalize", Category.Compliance, Level.None, Guard.Sign, "finalize a compliance audit");
    }

    public static class Certifications
    {
        public static readonly Permission Manage = new("certifications.manage", Category.Compliance, Level.None, Guard.None, "who is trained for what until when");
    }

    public static class Evidence
    {
        public static readonly Permission Generate = new("evidence.generate", Category.Compliance, Level.Read, Guard.None, "build an evidence packet", IsCritical: true);
        public static readonly Permission Delete = new("evidence.delete", Category.Compliance, Level.Owner, Guard.Reason, "tombstone an evidence packet; refused under hold");
    }

    public static class Holds
    {
        public static readonly Permission Manage = new("holds.manage", Category.Compliance, Level.None, Guard.Reason, "legal hold and retention");
    }

    public static class Signatures
    {
        public static readonly Permission Sign = new("signatures.sign", Category.Compliance, Level.Read, Guard.Sign, "sign a record with a meaning");
    }

    public static class Members
    {
        public static readonly Permission View = new("members.view", Category.Administration, Level.None, Guard.None, "see the member list");
        public static readonly Permission Invite = new("members.invite", Category.Administration, Level.None, Guard.None, "invite by e-mail; resend and revoke invitations", IsCritical: true);
        public static readonly Permission Manage = new("members.manage", Category.Administration, Level.None, Guard.None, "suspend and remove and set sites and flags and expiry", IsCritical: true);
    }

    public static class Organization
    {
        public static readonly Permission View = new("organization.view", Category.Administration, Level.None, Guard.None, "see the organization profile and sites");
        public static readonly Permission Settings = new("organization.settings", Category.Administration, Level.None, Guard.None, "settings organization");
        public static readonly Permission Usage = new("organization.usage", Category.Administration, Level.None, Guard.None, "see seats and storage and compute by owner");
        public static readonly Permission Security = new("organization.security", Category.Administration, Level.None, Guard.None, "two-factor policy and session length and separation of duties and default visibility", IsCritical: true);
        public static readonly Permission Billing = new("organization.billing", Category.Administration, Level.None, Guard.None, "billing organization");
        public static readonly Permission Close = new("organization.close", Category.Administration, Level.None, Guard.Reason, "close organization", IsCritical: true);
    }

    public static class Roles
    {
        public static readonly Permission Assign = new("roles.assign", Category.Administration, Level.None, Guard.None, "any role below one's own", IsCritical: true);
        public static readonly Permission AssignOwner = new("roles.assign-owner", Category.Administration, Level.None, Guard.Reason, "make or unmake an owner", IsCritical: true);
        public static readonly Permission Define = new("roles.define", Category.Administration, Level.None, Guard.None, "custom roles", IsCritical: true);
    }

    public static class Groups
    {
        public static readonly Permission Manage = new("groups.manage", Category.Administration, Level.None, Guard.None, "manage groups");
    }

    public static class Sharing
    {
        public static readonly Permission ManageTemplates = new("sharing.manage-templates", Category.Administration, Level.None, Guard.None, "define permission templates");
    }

    public static class Sites
    {
        public static readonly Permission Manage = new("sites.manage", Category.Administration, Level.None, Guard.None, "manage sites");
    }

    public static class Automation
    {
        public static readonly Permission Manage = new("automation.manage", Category.Administration, Level.None, Guard.None, "manage automation");
    }

    public static class Integrations
    {
        public static readonly Permission Manage = new("integrations.manage", Category.Administration, Level.None, Guard.None, "webhooks and connected systems");
    }

    public static class Api
    {
        public static readonly Permission Manage = new("api.manage", Category.Administration, Level.None, Guard.None, "service accounts and organization API keys", IsCritical: true);
        public static readonly Permission PersonalTokens = new("api.personal-tokens", Category.Administration, Level.None, Guard.None, "tokens for oneself never wider than oneself");
    }

    public static class Restrictions
    {
        public static readonly Permission Override = new("restrictions.override", Category.Administration, Level.None, Guard.Reason, "pass a compliance block where the rule allows it");
    }

    /// <summary>All permissions of the catalogue, in its order; <see cref="Member"/>, <see cref="SignedIn"/> and <see cref="Anonymous"/> are no rights and not in it.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        Records.View, Records.ViewSensitive, Records.Share, Records.Transfer, Records.Restore, Records.Import,
        Dashboards.View, Dashboards.Edit,
        Reports.View, Reports.Create, Reports.Schedule, Reports.Manage,
        Data.Explore, Data.Export,
        Files.View, Files.Upload, Files.Edit, Files.MarkSensitive, Files.Delete,
        Scan.Use,
        Labels.Print, Labels.Manage,
        Alerts.View, Alerts.Acknowledge, Alerts.Manage,
        Pipelines.View, Pipelines.Run, Pipelines.Runner, Pipelines.Manage,
        Compliance.View,
        Audit.View, Audit.Verify, Audit.Export, Audit.Review,
        Access.Review, Access.RunReview,
        Projects.Create, Projects.Edit, Projects.Publish, Projects.Archive, Projects.Delete,
        Datasets.Create, Datasets.Edit, Datasets.Archive, Datasets.Delete,
        Samples.Create, Samples.Edit, Samples.Archive, Samples.Delete, Samples.ChangeState, Samples.Derive,
        Batches.Create, Batches.Edit, Batches.Archive, Batches.Delete, Batches.Release,
        Protocols.Create, Protocols.Edit, Protocols.Publish, Protocols.Archive, Protocols.Delete,
        Workflows.Create, Workflows.Edit, Workflows.Publish, Workflows.Archive, Workflows.Delete,
        Executions.Archive, Executions.Delete, Executions.Start, Executions.Assign, Executions.CompleteStep, Executions.Record, Executions.AttachEvidence, Executions.UpdateStatus, Executions.Reschedule, Executions.SkipStep, Executions.RevertStep, Executions.Witness, Executions.Review, Executions.Cancel,
        Catalog.Create, Catalog.Edit, Catalog.Archive, Catalog.Delete,
        Inventory.Adjust, Inventory.Manage,
        Incidents.Record, Incidents.Manage,
        Actions.Complete,
        Approvals.Request, Approvals.Decide,
        Checklists.Complete, Checklists.Waive,
        Tags.Assign,
        Frameworks.Manage, Frameworks.Activate,
        Documents.Manage, Documents.Acknowledge,
        Audits.Manage, Audits.Finalize,
        Certifications.Manage,
        Evidence.Generate, Evidence.Delete,
        Holds.Manage,
        Signatures.Sign,
        Members.View, Members.Invite, Members.Manage,
        Organization.View, Organization.Settings, Organization.Usage, Organization.Security, Organization.Billing, Organization.Close,
        Roles.Assign, Roles.AssignOwner, Roles.Define,
        Groups.Manage,
        Sharing.ManageTemplates,
        Sites.Manage,
        Automation.Manage,
        Integrations.Manage,
        Api.Manage, Api.PersonalTokens,
        Restrictions.Override,
    ];

    private static readonly System.Collections.Frozen.FrozenDictionary<string, Permission> ByName =
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(All.Append(Member).Append(SignedIn).Append(Anonymous), p => p.Name);

    /// <summary>The permission of that name.</summary>
    /// <exception cref="ArgumentException">No permission has that name.</exception>
    public static Permission Named(string name) =>
        ByName.TryGetValue(name, out var permission) ? permission : throw new ArgumentException($"There is no permission '{name}'.", nameof(name));
}
