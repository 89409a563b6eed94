using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Which roles a member can get here, and by which of the two acts: making and unmaking an owner is a step of its own.</summary>
internal static class RoleWay
{
    public static IReadOnlyList<Role> Offered(MemberView view)
    {
        if (!view.Member.Actions.AssignOwner) return view.RolesOffered;
        return view.Member.Role == Role.Owner ? [.. RoleRules.Offered.Where(role => role != Role.Owner)] : [Role.Owner, .. view.RolesOffered];
    }

    /// <summary>Whether the change makes or unmakes an owner.</summary>
    public static bool IsOwnerStep(MemberView view, Role role) => view.Member.Role == Role.Owner || role == Role.Owner;

    /// <summary>Why the role cannot be changed now; null where it can.</summary>
    public static string? Blocked(MemberView view) =>
        view.Member.Role == Role.Owner ? view.Member.Actions.Blocked.GetValueOrDefault("assign_owner") : null;
}
