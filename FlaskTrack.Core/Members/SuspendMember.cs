using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Stops a member's access until they are reactivated. Records, roles and history stay.</summary>
/// <param name="Reason">Asked for where the member is an owner.</param>
public sealed record SuspendMember(long MemberId, string? Reason = null, int? Version = null) : ICommand<SuspendMember, MemberRow>, IValidated, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors) => errors.Optional("reason", "Reason", Reason, 1000);
}

internal sealed class SuspendMemberHandler : IHandler<SuspendMember, MemberRow>
{
    public async Task<Result<MemberRow>> HandleAsync(SuspendMember operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, SuspendMember.Requires) is { } refused) return refused;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if (member.Status != MembershipStatus.Active) return new Problem.NotAllowed(member.Status == MembershipStatus.Suspended ? $"{member.DisplayName} is suspended already." : $"{member.DisplayName} was removed.");
        if (await MemberRules.KeepsAnOwnerAsync(member, remains: false, context, ct) is { } last) return last;
        member.Status = MembershipStatus.Suspended;
        await context.SaveAsync(ct);
        return await MemberReader.OneAsync(member.Id, context, ct);
    }
}
