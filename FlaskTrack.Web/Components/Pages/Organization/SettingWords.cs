using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Organization;

/// <summary>What stands under a setting: its default, and who changed it last.</summary>
internal static class SettingWords
{
    /// <param name="usual">The default in words; null where there is none.</param>
    public static string Told(string? usual, SettingChange? change, TimeZoneInfo? zone, DateForm form)
    {
        var first = usual is null ? "" : $"Default: {usual}.";
        var second = change is null ? (usual is null ? "" : "Never changed.") : $"Changed by {change.By} on {DayText.Of(change.At, zone ?? TimeZoneInfo.Utc, form)}.";
        return $"{first} {second}".Trim();
    }
}
