using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Ends a membership for good and gives the member's records a new owner. The history stays; a new invitation brings the same person back.</summary>
/// <param name="NewOwnerId">Active member who gets the records; null for the caller.</param>
/// <param name="Reason">Asked for where the member is an owner.</param>
public sealed record RemoveMember(long MemberId, long? NewOwnerId = null, string? Reason = null, int? Version = null) : ICommand<RemoveMember, RemovedMember>, IValidated, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors) => errors.Optional("reason", "Reason", Reason, 1000);
}

/// <summary>A member who was removed.</summary>
/// <param name="RecordsHandedOver">Records that have the new owner now.</param>
public sealed record RemovedMember(long MemberId, string DisplayName, int RecordsHandedOver, MemberName NewOwner);

internal sealed class RemoveMemberHandler : IHandler<RemoveMember, RemovedMember>
{
    public async Task<Result<RemovedMember>> HandleAsync(RemoveMember operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, RemoveMember.Requires) is { } refused) return refused;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if (member.Status == MembershipStatus.Removed) return new Problem.NotAllowed($"{member.DisplayName} was removed already.");
        if (await MemberRules.KeepsAnOwnerAsync(member, remains: false, context, ct) is { } last) return last;
        var heirId = operation.NewOwnerId ?? context.Principal.MemberId;
        var heir = await context.Rows<Membership>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == heirId, ct);
        if (heir is null || heir.Id == member.Id || !heir.IsActiveAt(context.Now)) return FieldErrors.Of("new_owner_id", "The records need an active member as their new owner. Choose somebody else.");
        var records = await context.Holdings.HandOverAsync(member.Id, heir.Id, ct);
        member.Status = MembershipStatus.Removed;
        return new RemovedMember(member.Id, member.DisplayName, records, new MemberName(heir.Id, heir.DisplayName));
    }
}
