using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Signs a member out of one device or of all (ASVS 7.4.5). A sign-in belongs to the person, so it ends for every organization of theirs; the
/// person is told by mail, and can sign in again.</summary>
/// <param name="SessionId">Null ends all.</param>
/// <param name="Reason">Asked for where the member is an owner.</param>
public sealed record EndMemberSessions(long MemberId, string? SessionId = null, string? Reason = null) : ICommand<EndMemberSessions, EndedSessions>, IValidated, IReasoned
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors) => errors.Optional("reason", "Reason", Reason, 1000);
}

/// <summary>Sign-ins that were ended.</summary>
public sealed record EndedSessions(long MemberId, string DisplayName, int Count);

internal sealed class EndMemberSessionsHandler(SessionGate gate) : IHandler<EndMemberSessions, EndedSessions>
{
    public async Task<Result<EndedSessions>> HandleAsync(EndMemberSessions operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (member.Id == context.Principal.MemberId) return new Problem.NotAllowed("Your own sessions are ended under Account, Sessions.");
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, EndMemberSessions.Requires) is { } refused) return refused;
        if (member.Status == MembershipStatus.Removed) return new Problem.NotAllowed($"{member.DisplayName} was removed and has no access here.");
        var live = await MemberSessions.LiveAsync(member.UserId, tracked: true, context, gate, ct);
        if (operation.SessionId is { } one) live = live.FindAll(row => row.Id == one);
        if (live.Count == 0) return new Problem.NotAllowed(operation.SessionId is null ? $"{member.DisplayName} is signed in nowhere." : "This session has ended already.");
        foreach (var row in live) Sessions.End(row, SessionEnd.EndedByAdmin, context.Now);
        var email = await context.Shared<User>().Where(user => user.Id == member.UserId).Select(user => user.Email).SingleAsync(ct);
        if (email is not null) context.Send(email, "You were signed out", Letter(live, context));
        return new EndedSessions(member.Id, member.DisplayName, live.Count);
    }

    private static string Letter(List<UserSession> ended, OperationContext context)
    {
        var devices = string.Join(", ", ended.Select(row => Devices.Name(row.UserAgent)).Distinct());
        return $"{context.Member.DisplayName} of {context.Organization.Name} signed you out of FlaskTrack on: {devices}. Sign in again to go on. If you do not know why, ask them.";
    }
}
