using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Whom the organization knows already by e-mail, while a list of addresses is worked through.</summary>
internal sealed class KnownPeople
{
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Name, MemberStatus Status)> members;
    private readonly HashSet<string> invited;

    private KnownPeople(Dictionary<string, (string Name, MemberStatus Status)> members, HashSet<string> invited)
    {
        this.members = members;
        this.invited = invited;
    }

    public static async Task<KnownPeople> ReadAsync(OperationContext context, CancellationToken ct)
    {
        var now = context.Now;
        var members = await context.Rows<Membership>().AsNoTracking()
            .Join(context.Shared<User>(), member => member.UserId, user => user.Id, (member, user) => new { Member = member, user.Email }).ToListAsync(ct);
        var open = await context.Rows<Invitation>().Where(row => row.State == InvitationState.Pending && row.ExpiresAt > now).Select(row => row.Email).ToListAsync(ct);
        return new KnownPeople(
            members.Where(row => row.Email is not null).ToDictionary(row => row.Email!, row => (row.Member.DisplayName, row.Member.StatusAt(now)), StringComparer.OrdinalIgnoreCase),
            open.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The answer to a well-formed address. Removed and expired members can be invited again.</summary>
    public InvitedLine Answer(int line, string given, string email)
    {
        if (!seen.Add(email)) return new InvitedLine(line, given, InviteOutcome.Repeated, "This address stands further up.");
        if (invited.Contains(email)) return new InvitedLine(line, given, InviteOutcome.AlreadyInvited, "This address has an open invitation. Resend or revoke it.");
        if (!members.TryGetValue(email, out var member)) return Invited(line, given);
        return member.Status switch
        {
            MemberStatus.Active or MemberStatus.NotStarted => new InvitedLine(line, given, InviteOutcome.AlreadyMember, $"{member.Name} is a member already."),
            MemberStatus.Suspended => new InvitedLine(line, given, InviteOutcome.Suspended, $"{member.Name} is a suspended member. Reactivate them instead."),
            MemberStatus.Expired or MemberStatus.Removed => Invited(line, given),
            _ => throw new InvalidOperationException($"Status {member.Status} has no answer."),
        };
    }

    private static InvitedLine Invited(int line, string given) => new(line, given, InviteOutcome.Invited, "Invited.");
}
