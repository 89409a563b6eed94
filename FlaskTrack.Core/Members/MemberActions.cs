using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>What the caller may do with a member: pages show exactly these actions.</summary>
/// <param name="NeedsReason">The member is an owner, so that each of these asks for a reason.</param>
/// <param name="Blocked">Why an action the caller may do is not possible now, by action name such as <c>remove</c>.</param>
public sealed record MemberActions(bool Edit, bool AssignRole, bool AssignOwner, bool Suspend, bool Reactivate, bool Remove, bool NeedsReason, IReadOnlyDictionary<string, string> Blocked)
{
    private const string OnlyOwner = "The only owner with lasting access. Make somebody else an owner first.";

    /// <param name="isOnlyOwner">No other active owner without an end exists.</param>
    internal static MemberActions Of(Principal actor, Membership target, bool isOnlyOwner, DateTimeOffset now)
    {
        var present = target.Status != MembershipStatus.Removed;
        var manage = present && actor.Holds(Permissions.Members.Manage) && MemberRules.MayActOn(actor, target, "asked", Permissions.Members.Manage) is null;
        var assign = present && actor.Holds(Permissions.Roles.Assign) && target.Role != Role.Owner && RoleRules.IsBelow(actor, target.Role);
        var owner = present && actor.Holds(Permissions.Roles.AssignOwner) && (target.Role == Role.Owner || target.IsActiveAt(now));
        var blocked = new Dictionary<string, string>(StringComparer.Ordinal);
        if (isOnlyOwner)
        {
            if (manage) blocked["suspend"] = blocked["remove"] = OnlyOwner;
            if (owner) blocked["assign_owner"] = OnlyOwner;
        }

        var suspended = target.Status == MembershipStatus.Suspended;
        return new MemberActions(manage, assign, owner, manage && !suspended, manage && suspended, manage, target.Role == Role.Owner, blocked);
    }
}
