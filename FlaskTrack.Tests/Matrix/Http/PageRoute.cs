namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>Who opens which page, as the table of routes in the specification says; written here by hand. A page without a row fails a test.</summary>
internal static class PageRoutes
{
    /// <summary>Route and permission; <c>member</c> asks for an organization one works in, <c>signed-in</c> for a session, <c>none</c> for nothing.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["/"] = "dashboards.view",
        ["/samples"] = "records.view",
        ["/samples/new"] = "samples.create",
        ["/samples/{Code}"] = "records.view",
        ["/samples/{Code}/edit"] = "samples.edit",
        ["/samples/compare"] = "records.view",
        ["/import/samples"] = "records.import",
        ["/imports/{Code}"] = "records.import",
        ["/evidence"] = "evidence.generate",
        ["/evidence/{Code}"] = "evidence.generate",
        ["/evidence/new"] = "evidence.generate",
        ["/audit"] = "audit.view",
        ["/audit/verify"] = "audit.verify",
        ["/audit/reviews"] = "audit.review",
        ["/members"] = "members.view",
        ["/members/{Id}"] = "members.view",
        ["/members/invitations"] = "members.invite",
        ["/roles"] = "members.view",
        ["/roles/compare"] = "members.view",
        ["/organization"] = "organization.view",
        ["/organization/new"] = "signed-in",
        ["/organization/close"] = "organization.close",
        ["/organization/settings/general"] = "organization.settings",
        ["/organization/settings/mail"] = "organization.settings",
        ["/organization/settings/security"] = "organization.security",
        ["/organization/sites"] = "organization.view",
        ["/account"] = "signed-in",
        ["/account/security"] = "signed-in",
        ["/account/security/authenticator"] = "signed-in",
        ["/account/sessions"] = "signed-in",
        ["/account/tokens"] = "signed-in",
        ["/account/access"] = "signed-in",
        ["/account/notifications"] = "member",
        ["/notifications"] = "member",
        ["/notifications/{Id}"] = "member",
        ["/help"] = "signed-in",
        ["/help/page/{Key}"] = "signed-in",
        ["/help/primer"] = "signed-in",
        ["/help/walkthrough"] = "signed-in",
        ["/help/shortcuts"] = "signed-in",
        ["/help/api"] = "signed-in",
        ["/help/roles"] = "member",
        ["/help/auditor"] = "audit.view",
        ["/help/system"] = "audit.verify",
        ["/account/confirm"] = "signed-in",
        ["/account/confirm-email"] = "none",
        ["/sign-in"] = "none",
        ["/sign-in/two-factor"] = "none",
        ["/sign-in/recover"] = "none",
        ["/sign-in/reset"] = "none",
        ["/setup"] = "none",
        ["/invitation/{Token}"] = "none",
        ["/not-found"] = "none",
        ["/no-access"] = "none",
        ["/error"] = "none",
        ["/dev/kit"] = "none",
        ["/dev/outbox"] = "none",
    };

    /// <summary>Pages that the side bar leads to.</summary>
    public static IReadOnlyList<string> SideBar { get; } =
    [
        "/", "/samples", "/import/samples", "/evidence", "/audit", "/members", "/members/invitations", "/roles", "/organization", "/organization/settings/general", "/organization/sites",
    ];

    public static bool Opens(string permission, Core.Platform.Security.Role? role) => permission switch
    {
        "none" => true,
        "signed-in" => true,
        "member" => role is not null,
        _ => role is { } held && AccessTable.Holds(permission, held),
    };
}
