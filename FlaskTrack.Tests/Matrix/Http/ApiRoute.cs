namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>What an address with a number or code in it is about.</summary>
internal enum Thing
{
    None,
    Sample,
    Packet,
    Site,
    ArchivedSite,
    Member,
    SuspendedMember,
    Invitation,
    Event,
}

/// <summary>One route of the API with the permission that the specification asks for, written here by hand.</summary>
/// <param name="Permission">Name in the approved table, or <c>member</c>.</param>
internal sealed record ApiRoute(string Method, string Pattern, string Permission)
{
    public Thing On { get; init; }

    /// <summary>What a merge has to read before it can change anything; null where the route acts at once.</summary>
    public string? Reads { get; init; }

    /// <summary>The request's body for a target, unique where it has to be.</summary>
    public Func<Given, object>? Body { get; init; }

    /// <summary>What has to be asked for in the address besides the record.</summary>
    public string Query { get; init; } = "";

    public string Key => $"{Method} {Pattern}";

    public bool IsRecord => On is Thing.Sample or Thing.Packet;

    public string Address(string id) => Pattern.Replace("{id}", id, StringComparison.Ordinal).Replace("{sequence}", id, StringComparison.Ordinal) + Query;
}

/// <summary>What a body is made of.</summary>
/// <param name="Unique">A number no other request has.</param>
internal sealed record Given(long Unique, long Species, long Heir);

/// <summary>Every route of the API. A route of the application without a row here, or a row without its route, fails a test.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        new("GET", "/api/v1/me", "member"),
        new("GET", "/api/v1/organization", "organization.view"),
        new("PATCH", "/api/v1/organization", "organization.settings") { Reads = "organization.view", Body = _ => new { locale = "nb-NO" } },
        new("PATCH", "/api/v1/organization/security", "organization.security") { Reads = "organization.view", Body = _ => new { idle_minutes = 25 } },
        new("POST", "/api/v1/organization/slug", "organization.settings") { Body = given => new { slug = $"lab-{given.Unique}", reason = "Asked for in the matrix" } },
        new("GET", "/api/v1/species", "records.view"),

        new("GET", "/api/v1/sites", "organization.view"),
        new("POST", "/api/v1/sites", "sites.manage") { Body = given => new { name = $"House {given.Unique}", short_code = Letters(given.Unique) } },
        new("PATCH", "/api/v1/sites/{id}", "sites.manage") { On = Thing.Site, Reads = "organization.view", Body = given => new { name = $"Room {given.Unique}" } },
        new("POST", "/api/v1/sites/{id}/archive", "sites.manage") { On = Thing.Site },
        new("POST", "/api/v1/sites/{id}/restore", "sites.manage") { On = Thing.ArchivedSite },

        new("GET", "/api/v1/roles", "members.view"),
        new("GET", "/api/v1/members", "members.view"),
        new("GET", "/api/v1/members/{id}", "members.view") { On = Thing.Member },
        new("PATCH", "/api/v1/members/{id}", "members.manage") { On = Thing.Member, Reads = "members.view", Body = _ => new { job_title = "Bench" } },
        new("POST", "/api/v1/members/{id}/suspend", "members.manage") { On = Thing.Member },
        new("POST", "/api/v1/members/{id}/reactivate", "members.manage") { On = Thing.SuspendedMember },
        new("DELETE", "/api/v1/members/{id}", "members.manage") { On = Thing.Member },

        new("GET", "/api/v1/invitations", "members.invite"),
        new("POST", "/api/v1/invitations", "members.invite") { Body = given => new { emails = new[] { $"guest{given.Unique}@lab.example" }, role = "viewer" } },
        new("POST", "/api/v1/invitations/{id}/resend", "members.invite") { On = Thing.Invitation },
        new("DELETE", "/api/v1/invitations/{id}", "members.invite") { On = Thing.Invitation },

        new("GET", "/api/v1/audit-events", "audit.view"),
        new("GET", "/api/v1/audit-events/{sequence}", "audit.view") { On = Thing.Event },

        new("GET", "/api/v1/samples", "records.view"),
        new("POST", "/api/v1/samples", "samples.create") { Body = given => new { name = $"Callus {given.Unique}", domain = "tissue_culture", kind = "callus", species_id = given.Species } },
        new("GET", "/api/v1/samples/{id}", "records.view") { On = Thing.Sample },
        new("GET", "/api/v1/samples/{id}/access", "records.view") { On = Thing.Sample },
        new("GET", "/api/v1/samples/{id}/access/explain", "records.view") { On = Thing.Sample, Query = "?permission=samples.edit" },
        new("PATCH", "/api/v1/samples/{id}", "samples.edit") { On = Thing.Sample, Body = _ => new { location = "Room 2" } },
        new("DELETE", "/api/v1/samples/{id}", "samples.delete") { On = Thing.Sample },
        new("POST", "/api/v1/samples/{id}/archive", "samples.archive") { On = Thing.Sample },
        new("POST", "/api/v1/samples/{id}/restore", "records.restore") { On = Thing.Sample },
        new("POST", "/api/v1/samples/{id}/state", "samples.change-state") { On = Thing.Sample, Body = _ => new { state = "sterilized" } },
        new("POST", "/api/v1/samples/{id}/visibility", "records.share") { On = Thing.Sample, Body = _ => new { visibility = "organization" } },
        new("POST", "/api/v1/samples/{id}/transfer", "records.transfer") { On = Thing.Sample, Body = given => new { to = given.Heir } },

        new("GET", "/api/v1/evidence-packets", "evidence.generate"),
        new("POST", "/api/v1/evidence-packets", "evidence.generate") { Body = _ => new { from = "2020-01-01T00:00:00Z", to = "2020-02-01T00:00:00Z" } },
        new("GET", "/api/v1/evidence-packets/{id}", "evidence.generate") { On = Thing.Packet },
        new("GET", "/api/v1/evidence-packets/{id}/download", "evidence.generate") { On = Thing.Packet },
        new("POST", "/api/v1/evidence-packets/{id}/cancel", "evidence.generate") { On = Thing.Packet },
        new("DELETE", "/api/v1/evidence-packets/{id}", "evidence.delete") { On = Thing.Packet },
    ];

    /// <summary>Routes that stand before every membership; tests of accounts hold them.</summary>
    public static IReadOnlyList<string> Doors { get; } = ["POST /api/v1/auth/login", "POST /api/v1/auth/logout", "POST /api/v1/auth/refresh"];

    private static string Letters(long n) => new(['H', (char)('A' + (n / 676 % 26)), (char)('A' + (n / 26 % 26)), (char)('A' + (n % 26))]);
}
