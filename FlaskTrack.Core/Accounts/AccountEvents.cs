using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Accounts;

/// <summary>Writes what happens to an account (sign-in, password, factors) into the chain of every organization the person is a member of, in the
/// transaction of the change.</summary>
internal static class AccountEvents
{
    private static readonly HashSet<string> Quiet = ["access_failed_count", "concurrency_stamp", "security_stamp", "last_totp_step", "lockout_enabled", "normalized_email", "normalized_user_name", "theme", "phone_number", "phone_number_confirmed"];

    public static async Task AppendAsync(FlaskTrackDbContext context, Change change, CancellationToken ct)
    {
        var (userId, action, members) = Describe(change);
        if (userId != 0) context.Scope.UsersChanged.Add(userId);
        if (action is null) return;
        await AppendAsync(context, userId, action, members, ct);
    }

    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["account.change-password"] = "Your password was changed",
        ["account.change-email"] = "Your e-mail address was changed",
        ["account.change-two-factor"] = "Your second factor was changed",
        ["account.set-authenticator"] = "An authenticator was set up for your account",
        ["account.change-recovery-codes"] = "New recovery codes were made for your account",
        ["account.add-passkey"] = "A passkey was added to your account",
        ["account.remove-passkey"] = "A passkey was removed from your account",
        ["auth.lock-out"] = "Your account was locked after wrong passwords",
    };

    /// <summary>Appends one event about a person to each of the person's organizations, lowest id first so that two such writes cannot wait for each other.</summary>
    public static async Task AppendAsync(FlaskTrackDbContext context, long userId, string action, IReadOnlyDictionary<string, object?> members, CancellationToken ct)
    {
        var memberships = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking()
            .Where(membership => membership.UserId == userId && membership.Status != MembershipStatus.Removed)
            .Join(context.Set<Organizations.Organization>().IgnoreQueryFilters(), m => m.OrganizationId, o => o.OrganizationId, (m, o) => new { m.OrganizationId, o.Slug, m.Id, m.DisplayName, m.Role })
            .OrderBy(row => row.OrganizationId).ToListAsync(ct);
        var audit = context.Scope.Audit!;
        var isOwn = audit.MemberId is null || memberships.Any(row => row.OrganizationId == context.OrganizationId && row.Id == audit.MemberId);
        foreach (var membership in memberships)
        {
            var scope = isOwn ? Own(audit, membership.Id, membership.DisplayName, membership.Role) : membership.OrganizationId == context.OrganizationId ? audit : Elsewhere(audit);
            var pending = new PendingEvent(action, "account", membership.Id, null, membership.DisplayName, null, null, AuditValue.Json(members));
            await AuditChain.AppendAsync(context, membership.OrganizationId, [pending], membership.Slug, scope, accessChanged: false, ct);
            await TellAsync(context, action, membership.OrganizationId, membership.Id, ct);
        }
    }

    /// <summary>Whoever's account it is sees in FlaskTrack what happened to it. Letters about accounts are the account services' own.</summary>
    private static async Task TellAsync(FlaskTrackDbContext context, string action, long organizationId, long memberId, CancellationToken ct)
    {
        if (!Told.TryGetValue(action, out var subject)) return;
        var draft = new NoticeDraft(NotificationKind.Security, subject) { Text = "If it was not you, end your sessions and tell an admin.", Href = "/account/security" };
        await NoticeWriter.GiveAsync(context, draft, new NoticeReader(organizationId, memberId, null, null), "", PublicAddress.Local, ct);
    }

    private static AuditScope Own(AuditScope audit, long memberId, string name, Role role) => audit with
    {
        ActorId = audit.ActorKind == "user" ? memberId : audit.ActorId,
        ActorName = audit.ActorKind == "user" ? name : audit.ActorName,
        ActorRole = audit.ActorKind == "user" ? SnakeCase.Of(role.ToString()) : null,
    };

    /// <summary>TENANT: an organization does not learn who acts in another one; only that the account was changed from there.</summary>
    private static AuditScope Elsewhere(AuditScope audit) => new()
    {
        ActorKind = "system",
        ActorName = "Another organization of this person",
        Channel = audit.Channel,
        Action = audit.Action,
    };

    private static (long UserId, string? Action, IReadOnlyDictionary<string, object?> Members) Describe(Change change)
    {
        var members = change.After.Where(pair => !Quiet.Contains(pair.Key)).ToDictionary();
        return change.Entity switch
        {
            UserSession session => (session.UserId, SessionAct(change, session), SessionMembers(session)),
            User user when change.State == EntityState.Added => (user.Id, null, members),
            User user => (user.Id, members.Count == 0 ? null : UserAct(members), members),
            PersonalToken token => (token.UserId, change.State == EntityState.Added ? "account.create-token" : change.After.ContainsKey("revoked_at") ? "account.revoke-token" : null, TokenMembers(token)),
            IdentityUserPasskey<long> passkey => (passkey.UserId, change.State == EntityState.Deleted ? "account.remove-passkey" : change.State == EntityState.Added ? "account.add-passkey" : null, new Dictionary<string, object?>()),
            IdentityUserToken<long> token => (token.UserId, change.State == EntityState.Deleted ? null : TokenAct(token.Name), new Dictionary<string, object?>()),
            _ => (0, null, members),
        };
    }

    private static Dictionary<string, object?> SessionMembers(UserSession session)
    {
        var members = new Dictionary<string, object?> { ["session"] = session.Id, ["method"] = session.Authentication };
        if (session.EndedBecause is { } because) members["because"] = SnakeCase.Of(because.ToString());
        return members;
    }

    private static Dictionary<string, object?> TokenMembers(PersonalToken token) => new() { ["name"] = token.Name, ["start"] = token.Start, ["scopes"] = token.Scopes.Count, ["expires_at"] = AuditValue.Of(token.ExpiresAt) };

    private static string? SessionAct(Change change, UserSession session) =>
        change.State == EntityState.Added ? (session.Renews is null ? "auth.sign-in" : "auth.confirm")
        : !change.After.ContainsKey("ended_at") || session.EndedAt is null ? null
        : session.EndedBecause switch
        {
            SessionEnd.Renewed => null,
            SessionEnd.SignedOut or null => "auth.sign-out",
            _ => "auth.end-session",
        };

    private static string UserAct(Dictionary<string, object?> members) =>
        members.ContainsKey("password_hash") ? "account.change-password"
        : members.ContainsKey("two_factor_enabled") ? "account.change-two-factor"
        : members.ContainsKey("lockout_end") ? "auth.lock-out"
        : members.ContainsKey("email") ? "account.change-email"
        : "account.edit";

    private static string? TokenAct(string name) => name switch
    {
        "AuthenticatorKey" => "account.set-authenticator",
        "RecoveryCodes" => "account.change-recovery-codes",
        _ => null,
    };
}
