using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.ListViews;

/// <summary>Which lists have saved views, and who may have anything to do with them.</summary>
internal static class ListViewRules
{
    // A view says what others look for, so whoever may not open the list is told of none.
    private static readonly Dictionary<string, Permission> lists = new(StringComparer.Ordinal) { ["members"] = Permissions.Members.View, ["samples"] = Permissions.Records.View };

    public static IReadOnlyCollection<string> Lists => lists.Keys;

    /// <returns>Null where the list is open to the caller, and for a list that is none.</returns>
    public static Problem? Closed(OperationContext context, string list) =>
        lists.TryGetValue(list, out var needed) && !context.Principal.Holds(needed) ? new Problem.Refused(Denials.Capability(needed)) : null;
}
