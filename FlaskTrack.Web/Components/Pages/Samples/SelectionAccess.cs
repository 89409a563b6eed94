using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>What may be done to all selected samples at once: an act that one of them forbids is blocked with the sentence that names it, and one that
/// none allows is not offered.</summary>
internal static class SelectionAccess
{
    public static RecordAccess Of(IReadOnlyList<SampleRow> rows)
    {
        if (rows.Count == 0) return RecordAccess.None;
        var allowed = new HashSet<string>(rows[0].Access.Allowed, StringComparer.Ordinal);
        foreach (var row in rows) allowed.IntersectWith(row.Access.Allowed);

        string[] partly = [.. rows.SelectMany(row => row.Access.Allowed).Distinct().Where(name => !allowed.Contains(name))];
        var blocked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            foreach (var (name, sentence) in row.Access.Blocked) blocked.TryAdd(name, sentence);
            foreach (var name in partly.Where(name => !row.Access.Allowed.Contains(name))) blocked.TryAdd(name, $"You may not do this to {row.Code}.");
        }

        Restoring(rows, allowed, blocked);
        return new RecordAccess(rows.Min(row => row.Access.Level), allowed, blocked);
    }

    /// <summary>Only what is archived can come back.</summary>
    private static void Restoring(IReadOnlyList<SampleRow> rows, HashSet<string> allowed, Dictionary<string, string> blocked)
    {
        var restore = Permissions.Records.Restore.Name;
        if (rows.FirstOrDefault(row => row.Status != RecordStatus.Archived) is { } active && allowed.Remove(restore)) blocked[restore] = $"{active.Code} is not archived.";
    }
}
