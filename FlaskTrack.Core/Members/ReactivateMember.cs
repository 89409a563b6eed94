using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Gives a suspended member their access back, as it was.</summary>
/// <param name="Reason">Asked for where the member is an owner.</param>
public sealed record ReactivateMember(long MemberId, string? Reason = null, int? Version = null) : ICommand<ReactivateMember, MemberRow>, IValidated, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors) => errors.Optional("reason", "Reason", Reason, 1000);
}

internal sealed class ReactivateMemberHandler : IHandler<ReactivateMember, MemberRow>
{
    public async Task<Result<MemberRow>> HandleAsync(ReactivateMember operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, ReactivateMember.Requires) is { } refused) return refused;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if (member.Status != MembershipStatus.Suspended) return new Problem.NotAllowed($"{member.DisplayName} is not suspended.");
        member.Status = MembershipStatus.Active;
        await context.SaveAsync(ct);
        return await MemberReader.OneAsync(member.Id, context, ct);
    }
}
