using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>Finds across organizations whose digests wait. It gives places and hours, no content.</summary>
internal static class NoticeDirectory
{
    private static readonly string[] Tenant = ["Tenant"];

    public static async Task<List<DigestPlace>> WaitingAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        var waiting = context.Set<Notification>().IgnoreQueryFilters(Tenant).AsNoTracking().Where(row => row.ForDigest).Select(row => new { row.OrganizationId, row.MemberId }).Distinct();
        var rows = await waiting
            .Join(context.Set<Organization>().IgnoreQueryFilters(Tenant), row => row.OrganizationId, organization => organization.OrganizationId, (row, organization) => new { row, organization.Slug, organization.TimeZone })
            .Join(context.Set<Membership>().IgnoreQueryFilters(Tenant), pair => new { pair.row.OrganizationId, Id = pair.row.MemberId }, member => new { member.OrganizationId, member.Id }, (pair, member) => new { pair.Slug, pair.TimeZone, member.OrganizationId, member.Id, member.UserId })
            .OrderBy(row => row.OrganizationId).ThenBy(row => row.Id).ToListAsync(ct);
        var hours = await context.Set<NotificationSettings>().IgnoreQueryFilters(Tenant).AsNoTracking().Select(row => new { row.OrganizationId, row.MemberId, row.DigestHour }).ToListAsync(ct);
        var byMember = hours.ToDictionary(row => (row.OrganizationId, row.MemberId), row => row.DigestHour);
        return [.. rows.Select(row => new DigestPlace(row.Slug, row.TimeZone, row.UserId, byMember.GetValueOrDefault((row.OrganizationId, row.Id), NoticeChoice.UsualHour)))];
    }
}

/// <summary>A member whose digest waits.</summary>
/// <param name="Hour">Of the day in the organization's zone.</param>
internal sealed record DigestPlace(string Organization, string TimeZone, long UserId, int Hour);
