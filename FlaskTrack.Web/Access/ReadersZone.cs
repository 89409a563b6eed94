using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Access;

/// <summary>The zone somebody reads times in: their own, else the organization's. Pages ask here and nowhere else.</summary>
internal static class ReadersZone
{
    public static TimeZoneInfo Of(MyAccess? access) => Find(access?.Preferences.TimeZone) ?? Find(access?.Organization.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>For pages of a request, such as those of one's account.</summary>
    public static TimeZoneInfo Of(HttpContext context)
    {
        if (LiveSessions.Of(context) is not { } session) return TimeZoneInfo.Utc;
        var organization = session.Organizations.FirstOrDefault(row => row.AnswersTo(OrganizationChoice.Of(context))) ?? (session.Organizations is [var first, ..] ? first : null);
        return Find(session.Preferences.TimeZone) ?? Find(organization?.TimeZone) ?? TimeZoneInfo.Utc;
    }

    public static Preferences PreferencesOf(HttpContext context) => LiveSessions.Of(context)?.Preferences ?? Preferences.None;

    private static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
