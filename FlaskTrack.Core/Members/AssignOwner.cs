using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Makes a member an owner, or takes it back and gives another role instead.</summary>
/// <param name="Role">Owner, or the role a former owner has from then on.</param>
public sealed record AssignOwner(long MemberId, Role Role, string? Reason, DateTimeOffset? EndsAt = null, int? Version = null) : ICommand<AssignOwner, MemberRow>, IValidated, IVersioned, IReasoned, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Roles.AssignOwner;

    public void Validate(FieldErrors errors)
    {
        if (!RoleRules.Offered.Contains(Role)) errors.Add("role", "Choose one of the roles offered.");
        errors.Optional("reason", "Reason", Reason, 1000);
    }
}

internal sealed class AssignOwnerHandler : IHandler<AssignOwner, MemberRow>
{
    public async Task<Result<MemberRow>> HandleAsync(AssignOwner operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if ((member.Role == Role.Owner) == (operation.Role == Role.Owner)) return new Problem.NotAllowed(member.Role == Role.Owner ? $"{member.DisplayName} is an owner already." : $"{member.DisplayName} is no owner.");
        if (operation.Role == Role.Owner && !member.IsActiveAt(context.Now)) return new Problem.NotAllowed($"{member.DisplayName} is not active. Only an active member can be made an owner.");
        if (await MemberRules.KeepsAnOwnerAsync(member, remains: false, context, ct) is { } last) return last;
        var end = operation.EndsAt ?? member.EndsAt;
        if (MemberDates.Check(operation.Role, member.StartsAt, end, member.EndsAt, context.Now) is { } wrong) return wrong;
        context.Notify(MembershipNotices.Role(context, member, operation.Role));
        member.Role = operation.Role;
        member.EndsAt = end;
        await context.SaveAsync(ct);
        return await MemberReader.OneAsync(member.Id, context, ct);
    }
}
