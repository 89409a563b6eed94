using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>Invites people by e-mail with a role below the caller's own. Each address gets its own answer; a wrong one does not keep the others back.</summary>
/// <param name="Emails">1 to 200 addresses; <see cref="Lines"/> reads them from pasted text.</param>
/// <param name="Sites">Empty means all.</param>
/// <param name="MemberUntil">End of the memberships; an auditor has to have one.</param>
/// <param name="Days">Days until the links expire, 1 to 30.</param>
public sealed record InviteMembers([property: AnsweredByPiece] IReadOnlyList<string> Emails, Role Role, IReadOnlyList<long>? Sites = null, DateTimeOffset? MemberUntil = null, string? Message = null, int Days = InvitationRules.DefaultDays)
    : ICommand<InviteMembers, IReadOnlyList<InvitedLine>>, IValidated
{
    public static Permission Requires => Permissions.Members.Invite;

    /// <summary>The addresses of a pasted text, one a line; empty lines do not count.</summary>
    public static IReadOnlyList<string> Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Validate(FieldErrors errors)
    {
        if (Emails.Count is 0 or > 200) errors.Add("emails", $"Enter 1 to 200 addresses, one a line; these are {Emails.Count}.");
        if (!RoleRules.Offered.Contains(Role)) errors.Add("role", "Choose one of the roles offered.");
        if (Role == Role.Owner) errors.Add("role", "Nobody is invited as an owner. Invite with another role and make the member an owner afterwards.");
        if (Role == Role.Auditor && MemberUntil is null) errors.Add("member_until", "An auditor's access ends by itself. Enter its last day.");
        if (Days is < 1 or > InvitationRules.MaxDays) errors.Add("days", "An invitation is open for 1 to 30 days.");
        errors.Optional("message", "Message", Message, 500);
    }
}

/// <summary>What became of one address.</summary>
public enum InviteOutcome
{
    Invited,
    NotAnAddress,
    Repeated,
    AlreadyMember,
    Suspended,
    AlreadyInvited,
}

/// <summary>The answer to one address.</summary>
/// <param name="Line">Place in what was given, from 1.</param>
/// <param name="Email">As it was given.</param>
/// <param name="Sentence">What happened, for a person.</param>
/// <param name="Link">SECURITY: the secret link, shown this once and only where no letter goes out, and kept nowhere but in the message itself. Whoever opens it proves to
/// read the invited mailbox, so the inviter may not have it as well.</param>
public sealed record InvitedLine(int Line, string Email, InviteOutcome Outcome, string Sentence, long? InvitationId = null, Uri? Link = null)
{
    public override string ToString() => $"{Line}: {Outcome}";
}

internal sealed class InviteMembersHandler(PublicAddress address, LetterDelivery letters) : IHandler<InviteMembers, IReadOnlyList<InvitedLine>>
{
    private bool goesOut;

    public async Task<Result<IReadOnlyList<InvitedLine>>> HandleAsync(InviteMembers operation, OperationContext context, CancellationToken ct)
    {
        if (MemberRules.MayGive(context.Principal, operation.Role) is { } above) return above;
        var sites = (operation.Sites ?? []).Distinct().Order().ToList();
        if (await MemberRules.MayGiveSitesAsync(sites, [], context, ct) is { } outside) return outside;
        if (operation.MemberUntil <= context.Now) return FieldErrors.Of("member_until", "The end is in the past. Enter a later one.");
        goesOut = await letters.GoesOutAsync(context, ct);
        var known = await KnownPeople.ReadAsync(context, ct);
        var lines = new List<InvitedLine>();
        foreach (var (index, given) in operation.Emails.Index())
        {
            var email = EmailAddress.Parse(given);
            var line = email is null ? new InvitedLine(index + 1, given, InviteOutcome.NotAnAddress, "This is no e-mail address such as \"name@lab.example\".") : known.Answer(index + 1, given, email);
            lines.Add(line.Outcome == InviteOutcome.Invited ? await InviteAsync(line, email!, operation, sites, context, ct) : line);
        }

        return lines;
    }

    private async Task<InvitedLine> InviteAsync(InvitedLine line, string email, InviteMembers operation, List<long> sites, OperationContext context, CancellationToken ct)
    {
        var invitation = new Invitation
        {
            Email = email,
            Role = operation.Role,
            Sites = sites,
            MemberUntil = operation.MemberUntil,
            Message = StoredText.Clean(operation.Message),
            CreatedAt = context.Now,
            ExpiresAt = context.Now.AddDays(operation.Days),
            InvitedById = context.Principal.MemberId,
        };
        context.Add(invitation);
        var link = InvitationRules.Send(invitation, address, context);
        await context.SaveAsync(ct);
        return line with { InvitationId = invitation.Id, Link = goesOut ? null : link };
    }
}
