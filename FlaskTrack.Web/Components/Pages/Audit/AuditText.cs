using System.Globalization;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Audit;

/// <summary>Words and icons of the log.</summary>
internal static class AuditText
{
    public static readonly Choice[] Channels =
    [
        new("ui", "Page"), new("rest", "REST"), new("scan", "Scan"), new("import", "Import"), new("job", "Job"), new("automation", "Automation"), new("graphql", "GraphQL"), new("mcp", "MCP"),
    ];

    public static readonly Choice[] Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.NoAccess).Reverse().Select(role => new Choice(role.ToString().ToLowerInvariant(), role.ToString()))];

    /// <summary>Types that events are about, by the name events carry.</summary>
    public static readonly Choice[] Types =
    [
        new("sample", "Sample"), new("sample_import", "Import"), new("evidence_packet", "Evidence packet"), new("membership", "Member"), new("invitation", "Invitation"), new("account", "Account"), new("organization", "Organization"), new("former_slug", "Former slug"), new("organization_logo", "Logo"), new("organization_mail", "Mail server"), new("factor_reset", "Reset of a second factor"),
        new("site", "Site"), new("species", "Species"), new("sample_list_view", "Saved view"), new("audit_review", "Review of the log"), new("notification_settings", "Notification settings"),
    ];

    public static string Channel(string channel) => Array.Find(Channels, choice => choice.Value == channel)?.Label ?? channel;

    public static string ChannelIcon(string channel) => channel switch
    {
        "ui" => "web_asset",
        "scan" => "qr_code_scanner",
        "import" => "upload_file",
        "job" => "schedule",
        "automation" => "bolt",
        _ => "lan",
    };

    /// <summary>The icon of an actor who is no person; null for people.</summary>
    public static string? ActorIcon(string kind) => kind switch
    {
        "service_account" => "memory",
        "automation" => "bolt",
        "system" => "settings",
        "anonymous" => "person_off",
        _ => null,
    };

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Counted(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    /// <summary><c>site_manager</c> becomes "Site manager".</summary>
    public static string Words(string? name) => string.IsNullOrEmpty(name) ? "" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    /// <summary>With seconds, because the log's order is told by them.</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now, DateForm form)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone);
        return local.ToString(local.Date == today.Date ? "HH:mm:ss" : form == DateForm.Words && local.Year == today.Year ? "d MMM HH:mm:ss" : DayText.Pattern(form) + " HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>To the microsecond, which is what was hashed.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone, DateForm form) =>
        DayText.At(at, zone, form, ", HH:mm:ss.ffffff ") + ZoneNames.Short(zone, at);

    /// <summary>Where a record is shown; null for types that have no page.</summary>
    public static string? Href(string? type, string? code) => (type, code) switch
    {
        (_, null) => null,
        ("sample", _) => $"/samples/{code}",
        ("evidence_packet", _) => $"/evidence/{code}",
        ("organization", _) => "/organization",
        ("site", _) => "/organization/sites",
        _ => null,
    };

    public static string Size(long? bytes) => bytes switch
    {
        null => "—",
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
    };
}
