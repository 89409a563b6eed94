using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>A member as the table shows it.</summary>
/// <param name="Sites">Empty means all.</param>
/// <param name="InvitedBy">Null for the founder.</param>
public sealed record MemberRow(
    long Id,
    string DisplayName,
    string Email,
    string? JobTitle,
    Role Role,
    MemberStatus Status,
    IReadOnlyList<SiteName> Sites,
    bool CanRunPipelines,
    bool TwoFactor,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset JoinedAt,
    DateTimeOffset? LastActiveAt,
    string? InvitedBy,
    MemberActions Actions,
    int Version);

/// <summary>A site by name.</summary>
public sealed record SiteName(long Id, string ShortCode, string Name);

/// <summary>Reads members with what belongs to them from other tables. An organization has at most a few thousand, so all are read at once and the
/// computed status can be filtered and sorted like a column.</summary>
internal static class MemberReader
{
    public static async Task<List<MemberRow>> AllAsync(OperationContext context, CancellationToken ct)
    {
        var members = await context.Rows<Membership>().AsNoTracking()
            .Join(context.Shared<User>(), member => member.UserId, user => user.Id, (member, user) => new { Member = member, user.Email, user.TwoFactorEnabled, user.Disabled }).ToListAsync(ct);
        var activity = await context.Activity.ToDictionaryAsync(row => row.MemberId, row => row.LastActiveAt, ct);
        var sites = await context.Rows<Site>().AsNoTracking().ToDictionaryAsync(site => site.Id, site => new SiteName(site.Id, site.ShortCode, site.Name), ct);
        var names = members.ToDictionary(row => row.Member.Id, row => row.Member.DisplayName);
        var owners = members.Where(row => !row.Disabled && row.Member is { Role: Role.Owner, EndsAt: null } && row.Member.IsActiveAt(context.Now)).Select(row => row.Member.Id).ToArray();
        return members.ConvertAll(row => new MemberRow(
            row.Member.Id,
            row.Member.DisplayName,
            row.Email ?? "",
            row.Member.JobTitle,
            row.Member.Role,
            row.Member.StatusAt(context.Now),
            [.. row.Member.Sites.Where(sites.ContainsKey).Select(id => sites[id])],
            row.Member.CanRunPipelines,
            row.TwoFactorEnabled,
            row.Member.StartsAt,
            row.Member.EndsAt,
            row.Member.JoinedAt,
            activity.TryGetValue(row.Member.Id, out var last) ? last : null,
            row.Member.InvitedById is { } inviter ? names.GetValueOrDefault(inviter) : null,
            MemberActions.Of(context.Principal, row.Member, owners is [var only] && only == row.Member.Id, context.Now),
            row.Member.Version));
    }

    public static async Task<MemberRow> OneAsync(long memberId, OperationContext context, CancellationToken ct) =>
        (await AllAsync(context, ct)).Single(row => row.Id == memberId);
}
