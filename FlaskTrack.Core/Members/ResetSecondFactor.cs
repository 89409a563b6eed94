using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Starts the reset of a member's lost second factor. Once an admin of every organization the person works in has started it, authenticator,
/// recovery codes and passkeys are gone, all sign-ins end, and the person works nowhere until a factor is enrolled again
/// (docs/adr/0012-reset-of-a-second-factor.md).</summary>
/// <param name="Reason">1 to 1,000 characters, kept in the audit log.</param>
public sealed record ResetSecondFactor(long MemberId, string? Reason) : ICommand<ResetSecondFactor, SecondFactorReset>, IValidated, IReasoned, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors)
    {
        if (StoredText.Clean(Reason) is null) errors.Add("reason", "A reason is needed, such as \"Phone was lost, identity checked in person\".");
        errors.Optional("reason", "Reason", Reason, 1000);
    }
}

/// <summary>A reset that was started.</summary>
/// <param name="IsDone">False while an admin of another organization of the person has not started it too.</param>
/// <param name="Until">When a start that waits stops counting.</param>
public sealed record SecondFactorReset(long MemberId, string DisplayName, bool IsDone, DateTimeOffset Until);

internal sealed class ResetSecondFactorHandler : IHandler<ResetSecondFactor, SecondFactorReset>
{
    public async Task<Result<SecondFactorReset>> HandleAsync(ResetSecondFactor operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (member.Id == context.Principal.MemberId) return new Problem.NotAllowed("Nobody resets their own second factor. Use a recovery code, or ask another admin.");
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, ResetSecondFactor.Requires) is { } refused) return refused;
        if (!member.IsActiveAt(context.Now)) return new Problem.NotAllowed($"{member.DisplayName} has no access here at the moment.");
        var factors = context.FactorsOf(member.UserId);
        var account = await factors.LoadAsync(ct);
        if (!await factors.AnyAsync(ct)) return new Problem.NotAllowed($"{member.DisplayName} has no second factor to reset.");
        var before = await factors.ConcernedAsync(context.Now, ct);
        if (before.Any(row => row.OrganizationId == context.Organization.Id && row.HasStarted)) return new Problem.NotAllowed($"The reset was started here already. It waits for an admin of the other organizations of {member.DisplayName}.");

        var until = context.Now.AddDays(FactorReset.Days);
        context.Add(new FactorReset { UserId = member.UserId, MemberId = member.Id, StartedById = context.Principal.MemberId, StartedAt = context.Now, Until = until, Name = member.DisplayName });
        var open = before.Where(row => row.OrganizationId != context.Organization.Id && !row.HasStarted).Select(row => row.Name).ToList();
        if (open.Count == 0) await factors.DropAsync(context.Now, ct);
        else factors.Touch();
        Tell(member, account, open, context);
        return new SecondFactorReset(member.Id, member.DisplayName, open.Count == 0, until);
    }

    /// <summary>The person, and nobody else, reads which of their organizations are still to start it.</summary>
    private static void Tell(Membership member, User account, List<string> open, OperationContext context)
    {
        var who = $"{context.Member.DisplayName} of {context.Organization.Name}";
        var text = open.Count == 0
            ? $"{who} reset the second factor of your FlaskTrack account. You were signed out everywhere, and your personal tokens were revoked. Sign in with your password and enrol a second factor again; until then no organization opens. If you did not ask for this, set a new password at once and tell an admin of your organization."
            : $"{who} started to reset the second factor of your FlaskTrack account. Nothing has changed yet: an admin of {string.Join(" and of ", open)} has to start it too, within {FactorReset.Days} days. If you did not ask for this, tell them.";
        if (account.Email is { } email) context.Send(email, open.Count == 0 ? "Your second factor was reset" : "A reset of your second factor was started", text);
        context.Notify(new NoticeDraft(NotificationKind.Security, open.Count == 0 ? "Your second factor was reset" : "A reset of your second factor was started")
        {
            Members = [member.Id],
            Text = open.Count == 0 ? $"By {context.Member.DisplayName}. Enrol one again." : $"By {context.Member.DisplayName}. It waits for an admin of your other organizations.",
            Href = "/account/security",
            InAppOnly = true,
        });
    }
}
