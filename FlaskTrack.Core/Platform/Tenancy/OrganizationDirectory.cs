using System.Collections.Concurrent;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Tenancy;

/// <summary>The only reader across organizations: finds which one a caller means. It gives ids and names of organizations the person belongs to, nothing else.</summary>
internal sealed class OrganizationDirectory
{
    private readonly ConcurrentDictionary<string, long> slugs = new(StringComparer.Ordinal);

    /// <summary>The id behind a slug; null where there is none.</summary>
    public async ValueTask<long?> FindAsync(FlaskTrackDbContext context, string slug, CancellationToken ct)
    {
        if (slugs.TryGetValue(slug, out var known)) return known;
        var id = await context.Set<Organization>().IgnoreQueryFilters().Where(row => row.Slug == slug).Select(row => (long?)row.OrganizationId).FirstOrDefaultAsync(ct);
        if (id is { } found) slugs[slug] = found;
        return id;
    }

    /// <summary>Every organization of the installation, for work done on each by itself, such as verification.</summary>
    public static async Task<List<(long Id, string Slug)>> AllAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        [.. (await context.Set<Organization>().IgnoreQueryFilters().OrderBy(row => row.Slug).Select(row => new { row.OrganizationId, row.Slug }).ToListAsync(ct)).Select(row => (row.OrganizationId, row.Slug))];

    public static Task<bool> IsTakenAsync(FlaskTrackDbContext context, string slug, CancellationToken ct) =>
        context.Set<Organization>().IgnoreQueryFilters().AnyAsync(row => row.Slug == slug, ct);

    /// <summary>Forgets a slug that no longer names the organization it named.</summary>
    public void Forget(string slug) => slugs.TryRemove(slug, out _);

    /// <summary>Forgets all, after a transaction in which slugs were looked up was lost.</summary>
    public void Clear() => slugs.Clear();

    /// <summary>The organization that an invitation's secret belongs to; null for a secret nobody gave out.</summary>
    public static async Task<(long Id, string Slug)?> ByInvitationAsync(FlaskTrackDbContext context, string token, CancellationToken ct)
    {
        var hash = SecretHash.Of(token);
        var row = await context.Set<Invitation>().IgnoreQueryFilters().Where(invitation => invitation.TokenHash == hash)
            .Join(context.Set<Organization>().IgnoreQueryFilters(), i => i.OrganizationId, o => o.OrganizationId, (i, o) => new { o.OrganizationId, o.Slug }).FirstOrDefaultAsync(ct);
        return row is null ? null : (row.OrganizationId, row.Slug);
    }

    /// <summary>The one open invitation behind a secret, for making the account it invites. SECURITY: it counts only while who sent it could still give
    /// its role and sites, in an organization at work; null for any other secret, without saying why.</summary>
    public static async Task<Invitation?> OpenInvitationAsync(FlaskTrackDbContext context, string token, DateTimeOffset now, CancellationToken ct)
    {
        var hash = SecretHash.Of(token);
        if (await context.Set<Invitation>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.TokenHash == hash, ct) is not { } invitation) return null;
        var inviter = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking()
            .FirstOrDefaultAsync(row => row.OrganizationId == invitation.OrganizationId && row.Id == invitation.InvitedById, ct);
        if (InvitationRules.StatusOf(invitation, inviter, now) != InvitationStatus.Open) return null;
        var works = await context.Set<Organization>().IgnoreQueryFilters().AnyAsync(row => row.OrganizationId == invitation.OrganizationId && row.Status == OrganizationStatus.Active, ct);
        return works ? invitation : null;
    }

    public static async Task<List<OrganizationOfUser>> OfUserAsync(FlaskTrackDbContext context, long userId, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking().Where(membership => membership.UserId == userId)
            .Join(context.Set<Organization>().IgnoreQueryFilters(), m => m.OrganizationId, o => o.OrganizationId, (m, o) => new { Membership = m, Organization = o })
            .OrderBy(row => row.Organization.Name).ThenBy(row => row.Organization.OrganizationId).ToListAsync(ct);
        return [.. rows.Where(row => row.Membership.IsActiveAt(now) && row.Organization.Status != OrganizationStatus.Closed)
            .Select(row => new OrganizationOfUser(row.Organization.OrganizationId, row.Organization.Slug, row.Organization.Name, row.Membership.Role, row.Organization.IsDemo, row.Organization.IdleMinutes, row.Organization.SessionHours))];
    }

    /// <summary>A person's own memberships with the names they stand for.</summary>
    public static async Task<List<MembershipOfUser>> MembershipsAsync(FlaskTrackDbContext context, long userId, CancellationToken ct)
    {
        var rows = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking().Where(membership => membership.UserId == userId && membership.Status != MembershipStatus.Removed)
            .Join(context.Set<Organization>().IgnoreQueryFilters(), m => m.OrganizationId, o => o.OrganizationId, (m, o) => new { Membership = m, Organization = o })
            .Where(row => row.Organization.Status != OrganizationStatus.Closed).OrderBy(row => row.Organization.Name).ThenBy(row => row.Organization.OrganizationId).ToListAsync(ct);
        var ids = rows.SelectMany(row => row.Membership.Sites).Distinct().ToList();
        var sites = ids.Count == 0 ? [] : await context.Set<Site>().IgnoreQueryFilters().AsNoTracking().Where(site => ids.Contains(site.Id)).Select(site => new { site.OrganizationId, site.Id, site.Name }).ToListAsync(ct);
        return rows.ConvertAll(row => new MembershipOfUser(row.Organization.Slug, row.Organization.Name, row.Organization.Status, row.Membership, [.. sites.Where(site => site.OrganizationId == row.Organization.OrganizationId && row.Membership.Sites.Contains(site.Id)).Select(site => site.Name)]));
    }
}

/// <summary>One of a person's own memberships.</summary>
internal sealed record MembershipOfUser(string Slug, string Name, OrganizationStatus Status, Membership Membership, IReadOnlyList<string> Sites);

/// <summary>An organization somebody can work in, with the role they have there.</summary>
public sealed record OrganizationOfUser(long Id, string Slug, string Name, Security.Role Role, bool IsDemo, int IdleMinutes, int SessionHours);
