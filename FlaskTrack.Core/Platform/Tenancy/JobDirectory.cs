using System.Linq.Expressions;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Tenancy;

/// <summary>Finds the platform's own unfinished jobs across organizations. It gives ids and whom each is for, no content.</summary>
internal static class JobDirectory
{
    private static readonly string[] Tenant = ["Tenant"];

    public static Task<List<JobPlace>> UnfinishedAsync<T>(FlaskTrackDbContext context, Expression<Func<T, bool>> unfinished, Expression<Func<T, JobOwner>> requester, CancellationToken ct)
        where T : TenantRow, IJobRecord => context.Set<T>().IgnoreQueryFilters(Tenant).AsNoTracking().Where(unfinished).OrderBy(record => record.Id).Select(requester)
        .Join(context.Set<Organization>().IgnoreQueryFilters(Tenant), record => record.OrganizationId, row => row.OrganizationId, (record, row) => new { record, row.Slug })
        .Join(context.Set<Membership>().IgnoreQueryFilters(Tenant), pair => new { pair.record.OrganizationId, Id = pair.record.MemberId }, member => new { member.OrganizationId, member.Id }, (pair, member) => new JobPlace(pair.record.OrganizationId, pair.Slug, pair.record.RecordId, member.UserId))
        .ToListAsync(ct);
}
