using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Members;

/// <summary>What the signed-in person may do in each of their organizations, and why.</summary>
public sealed record FindMyRights : IQuery<FindMyRights, IReadOnlyList<RightsIn>>
{
    public static Permission Requires => Permissions.SignedIn;
}

/// <summary>A person's rights in one organization.</summary>
/// <param name="Sites">Names; empty means all.</param>
public sealed record RightsIn(string Slug, string Organization, OrganizationStatus OrganizationStatus, long MemberId, Role Role, MemberStatus Status, IReadOnlyList<string> Sites, bool CanRunPipelines, DateTimeOffset? EndsAt, IReadOnlyList<EffectivePermission> Permissions);

internal sealed class FindMyRightsHandler : IHandler<FindMyRights, IReadOnlyList<RightsIn>>
{
    public async Task<Result<IReadOnlyList<RightsIn>>> HandleAsync(FindMyRights operation, OperationContext context, CancellationToken ct)
    {
        var mine = await context.MyMembershipsAsync(ct);
        return mine.ConvertAll(row =>
        {
            var status = row.Membership.StatusAt(context.Now);
            return new RightsIn(row.Slug, row.Name, row.Status, row.Membership.Id, row.Membership.Role, status, row.Sites, row.Membership.CanRunPipelines, row.Membership.EndsAt, EffectivePermissions.Of(row.Membership, status));
        });
    }
}
