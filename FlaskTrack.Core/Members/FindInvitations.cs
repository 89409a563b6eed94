using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>The invitations of the organization, newest first; the open ones, or all.</summary>
public sealed record FindInvitations(bool All = false) : IQuery<FindInvitations, IReadOnlyList<InvitationRow>>, ILooksOnly
{
    public static Permission Requires => Permissions.Members.Invite;
}

/// <summary>An invitation as the list shows it. Its secret is not kept and cannot be shown again.</summary>
/// <param name="MayChange">Whether the caller may resend and revoke it.</param>
public sealed record InvitationRow(long Id, string Email, Role Role, IReadOnlyList<SiteName> Sites, DateTimeOffset? MemberUntil, string? Message, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, InvitationStatus Status, bool MayChange, int Version);

internal sealed class FindInvitationsHandler : IHandler<FindInvitations, IReadOnlyList<InvitationRow>>
{
    private const int Most = 1000;

    public async Task<Result<IReadOnlyList<InvitationRow>>> HandleAsync(FindInvitations operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Rows<Invitation>().AsNoTracking().Where(row => operation.All || row.State == InvitationState.Pending)
            .OrderByDescending(row => row.Id).Take(Most).ToListAsync(ct);
        var members = await context.Rows<Membership>().AsNoTracking().ToDictionaryAsync(member => member.Id, ct);
        var sites = await context.Rows<Site>().AsNoTracking().ToDictionaryAsync(site => site.Id, site => new SiteName(site.Id, site.ShortCode, site.Name), ct);
        return rows.ConvertAll(row =>
        {
            var inviter = members.GetValueOrDefault(row.InvitedById);
            return new InvitationRow(
                row.Id,
                row.Email,
                row.Role,
                [.. row.Sites.Where(sites.ContainsKey).Select(id => sites[id])],
                row.MemberUntil,
                row.Message,
                inviter?.DisplayName ?? "",
                row.CreatedAt,
                row.ExpiresAt,
                InvitationRules.StatusOf(row, inviter, context.Now),
                RoleRules.IsBelow(context.Principal, row.Role),
                row.Version);
        });
    }
}
