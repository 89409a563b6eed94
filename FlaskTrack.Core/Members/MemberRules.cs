using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Who may act on whom. All of it follows from one comparison: a role is below another when it holds a strict part of its permissions.</summary>
internal static class MemberRules
{
    /// <summary>Why the actor may not act on a member of that role; null where it may. Owners act on owners, with a reason.</summary>
    public static Problem? MayActOn(Principal actor, Membership target, string? reason, Permission permission)
    {
        if (RoleRules.IsBelow(actor, target.Role)) return null;
        if (target.Role != Role.Owner || !actor.Holds(Permissions.Roles.AssignOwner)) return NotBelow(actor, target);
        return StoredText.Clean(reason) is null ? new Problem.Refused(Denials.Reason(permission)) : null;
    }

    /// <summary>Why the actor may not give that role; null where it may.</summary>
    public static Problem? MayGive(Principal actor, Role role)
    {
        if (RoleRules.IsBelow(actor, role)) return null;
        if (role == Role.Owner && actor.Holds(Permissions.Roles.AssignOwner)) return new Problem.NotAllowed("Making somebody an owner is a step of its own that asks for a reason.");
        return new Problem.Refused(new Denial(DenialCode.Forbidden, $"You can give roles below your own. {RoleRules.Words(role)} is not below {RoleRules.Words(actor.Role.Base)}.") { RequiredCapability = Permissions.Roles.AssignOwner.Name });
    }

    /// <summary>INVARIANT: an organization always has an owner who is active, has no end and can sign in. Refuses the change of a member that would leave
    /// none. Commands of one organization come one after another (the head row is held), so two cannot each count on the other's owner.</summary>
    /// <param name="remains">Whether the member is such an owner after the change.</param>
    public static async Task<Problem?> KeepsAnOwnerAsync(Membership target, bool remains, OperationContext context, CancellationToken ct)
    {
        if (target.Role != Role.Owner || remains) return null;
        var others = await context.Rows<Membership>().AsNoTracking()
            .Where(row => row.Role == Role.Owner && row.Status == MembershipStatus.Active && row.EndsAt == null && row.Id != target.Id)
            .Join(context.Shared<User>().Where(user => !user.Disabled), row => row.UserId, user => user.Id, (row, _) => row).ToListAsync(ct);
        return others.Any(owner => owner.IsActiveAt(context.Now))
            ? null
            : new Problem.NotAllowed($"{target.DisplayName} is the only owner of {context.Organization.Name} with lasting access. Make somebody else an owner first.");
    }

    /// <summary>What is wrong with a list of sites: unknown, archived, or outside the sites of the person who gives them.</summary>
    public static async Task<Problem?> MayGiveSitesAsync(IReadOnlyCollection<long> sites, IReadOnlyCollection<long> present, OperationContext context, CancellationToken ct)
    {
        var own = context.Principal.Sites;
        if (!CoverSites(own, sites)) return FieldErrors.Of("sites", "You can give access to your own sites only. Choose among them.");
        var known = await context.Rows<Organizations.Site>().Where(site => sites.Contains(site.Id)).Select(site => new { site.Id, site.Name, site.Archived }).ToListAsync(ct);
        if (known.Count != sites.Distinct().Count()) return FieldErrors.Of("sites", "One of these sites does not exist. Choose among the sites offered.");
        return known.FirstOrDefault(site => site.Archived && !present.Contains(site.Id)) is { } archived
            ? FieldErrors.Of("sites", $"{archived.Name} is archived. Choose a site in use.")
            : null;
    }

    /// <summary>Whether somebody with these sites may give those; an empty list means all sites of the organization.</summary>
    public static bool CoverSites(IReadOnlyCollection<long> own, IReadOnlyCollection<long> given) => own.Count == 0 || (given.Count > 0 && !given.Except(own).Any());

    private static Problem.Refused NotBelow(Principal actor, Membership target)
    {
        var sentence = target.Id == actor.MemberId
            ? "Your own membership is changed by somebody above you."
            : $"{target.DisplayName} is {RoleRules.Words(target.Role)}, which is not below your own role.";
        return new Problem.Refused(new Denial(DenialCode.Forbidden, sentence) { RequiredCapability = Permissions.Roles.AssignOwner.Name });
    }
}

/// <summary>Compares roles by what they hold.</summary>
public static class RoleRules
{
    /// <summary>True where the role's permissions are a strict part of the principal's; a token's scopes count.</summary>
    public static bool IsBelow(Principal actor, Role role) => HeldBy(actor).IsStrictlyAbove(RoleGrants.Of(role));

    /// <summary>The roles the principal may give to a member, highest first.</summary>
    public static IReadOnlyList<Role> GivenBy(Principal actor) => [.. Offered.Where(role => IsBelow(actor, role))];

    /// <summary>Every role a member can have, highest first. "No access" is not one: it means no membership.</summary>
    public static IReadOnlyList<Role> Offered { get; } = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    /// <summary>One sentence a lab person understands.</summary>
    public static string Purpose(Role role) => role switch
    {
        Role.Owner => "Runs the organization: everything an admin may, and owners, security, billing and closing.",
        Role.Admin => "Runs the lab's people and settings, approves, deletes with a reason, and sees every record.",
        Role.Scientist => "Plans and keeps records: samples, protocols, runs, imports, exports and evidence packets.",
        Role.Technician => "Works at the bench: runs steps, records values, changes sample states and prints labels.",
        Role.Viewer => "Reads records that are open to the organization or shared, and changes none.",
        Role.Auditor => "Inspects for a limited time: reads what is sensitive, verifies, exports; writes no lab record.",
        Role.NoAccess => "Has no active membership.",
        _ => throw new InvalidOperationException($"Role {role} has no purpose."),
    };

    /// <summary>The role in running text.</summary>
    internal static string Words(Role role) => role == Role.NoAccess ? "No access" : role.ToString();

    private static PermissionSet HeldBy(Principal actor) => actor.Scopes is null ? actor.Role.Permissions : PermissionSet.Of(actor.Role.Permissions.All.Where(actor.Holds));
}
