using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;

namespace FlaskTrack.Web.Navigation;

/// <summary>One line of the side navigation. <paramref name="Operation"/> is the query the page runs first; null is open to every member.</summary>
public sealed record MenuEntry(string Group, string Title, string Icon, string Href, Type? Operation);

/// <summary>All entries of the side navigation, in order, and the letters that go to them after G.</summary>
public static class Menu
{
    public static IReadOnlyList<MenuEntry> Entries { get; } =
    [
        new("Work", "Home", "home", "/", typeof(CountSamplesByState)),
        new("Work", "Samples", "science", "/samples", typeof(FindSamples)),
        new("Data", "Import", "upload_file", "/import/samples", typeof(PreviewSampleImport)),
        new("Compliance", "Evidence", "inventory", "/evidence", typeof(FindEvidence)),
        new("Compliance", "Audit log", "receipt_long", "/audit", typeof(FindAuditEvents)),
        new("People", "Members", "group", "/members", typeof(FindMembers)),
        new("People", "Invitations", "mail", "/members/invitations", typeof(FindInvitations)),
        new("People", "Roles", "badge", "/roles", typeof(GetRoleMatrix)),
        new("Organization", "Profile", "domain", "/organization", typeof(GetOrganization)),
        new("Organization", "Settings", "settings", "/organization/settings/general", typeof(EditOrganization)),
        new("Organization", "Sites", "apartment", "/organization/sites", typeof(FindSites)),
    ];

    private static readonly Dictionary<string, char> letters = new()
    {
        ["/"] = 'h', ["/samples"] = 's', ["/import/samples"] = 'i', ["/evidence"] = 'e', ["/audit"] = 'a',
        ["/members"] = 'm', ["/roles"] = 'r', ["/organization"] = 'o', ["/organization/settings/general"] = 't',
    };

    /// <summary>The letter after G, or null where the entry has none.</summary>
    public static char? Letter(string href) => letters.TryGetValue(href, out var letter) ? letter : null;

    /// <summary>The entry that a path belongs to: the longest address that the path starts with.</summary>
    public static MenuEntry? Current(string path) =>
        Entries.Where(entry => IsUnder(path, entry.Href)).MaxBy(entry => entry.Href.Length);

    private static bool IsUnder(string path, string href) => href == "/"
        ? path == "/"
        : path == href || path.StartsWith(href + "/", StringComparison.Ordinal)
            || (href.EndsWith("/general", StringComparison.Ordinal) && path.StartsWith(href[..^7], StringComparison.Ordinal));
}
