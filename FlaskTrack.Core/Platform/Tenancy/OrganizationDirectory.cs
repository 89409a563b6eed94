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

    /// <summary>The id behind a slug, present or former; null where there is none. The answer may be from before a rename: whoever asks compares it with
    /// what the organization answers to, and asks again after <see cref="Forget"/>.</summary>
    public async ValueTask<long?> FindAsync(FlaskTrackDbContext context, string slug, DateTimeOffset now, CancellationToken ct)
    {
        if (slugs.TryGetValue(slug, out var known)) return known;
        if (await NamedAsync(context, slug, now, ct) is not var (id, present)) return null;

        // A former slug is looked up each time: it ends by the clock.
        if (present == slug) slugs[slug] = id;
        return id;
    }

    /// <summary>The organization that has the slug, or had it and still answers to it, with its present slug. The present one comes first.</summary>
    public static async Task<(long Id, string Slug)?> NamedAsync(FlaskTrackDbContext context, string slug, DateTimeOffset now, CancellationToken ct)
    {
        if (await context.Set<Organization>().IgnoreQueryFilters().Where(row => row.Slug == slug).Select(row => (long?)row.OrganizationId).FirstOrDefaultAsync(ct) is { } id) return (id, slug);
        var former = await context.Set<FormerSlug>().IgnoreQueryFilters().Where(row => row.Slug == slug && row.Until > now)
            .Join(context.Set<Organization>().IgnoreQueryFilters(), row => row.OrganizationId, organization => organization.OrganizationId, (_, organization) => new { organization.OrganizationId, organization.Slug }).FirstOrDefaultAsync(ct);
        return former is null ? null : (former.OrganizationId, former.Slug);
    }

    /// <summary>Every organization of the installation, for work done on each by itself, such as verification.</summary>
    public static async Task<List<(long Id, string Slug)>> AllAsync(FlaskTrackDbContext context, CancellationToken ct) =>
        [.. (await context.Set<Organization>().IgnoreQueryFilters().OrderBy(row => row.Slug).Select(row => new { row.OrganizationId, row.Slug }).ToListAsync(ct)).Select(row => (row.OrganizationId, row.Slug))];

    /// <summary>Whether an organization other than the context's has the slug, or had it and still answers to it.</summary>
    public static async Task<bool> IsTakenAsync(FlaskTrackDbContext context, string slug, DateTimeOffset now, CancellationToken ct) =>
        await NamedAsync(context, slug, now, ct) is var (id, _) && id != context.OrganizationId;

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

    /// <summary>Characters of the shortest password the organization lets its members set.</summary>
    public static Task<int> PasswordLengthAsync(FlaskTrackDbContext context, long organizationId, CancellationToken ct) =>
        context.Set<Organization>().IgnoreQueryFilters().Where(row => row.OrganizationId == organizationId).Select(row => row.PasswordLength).SingleAsync(ct);

    public static async Task<List<OrganizationOfUser>> OfUserAsync(FlaskTrackDbContext context, long userId, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking().Where(membership => membership.UserId == userId)
            .Join(context.Set<Organization>().IgnoreQueryFilters(), m => m.OrganizationId, o => o.OrganizationId, (m, o) => new { Membership = m, Organization = o })
            .OrderBy(row => row.Organization.Name).ThenBy(row => row.Organization.OrganizationId).ToListAsync(ct);
        var ids = rows.ConvertAll(row => row.Organization.OrganizationId);
        var former = (await context.Set<FormerSlug>().IgnoreQueryFilters().AsNoTracking().Where(row => ids.Contains(row.OrganizationId) && row.Until > now).Select(row => new { row.OrganizationId, row.Slug }).ToListAsync(ct)).ToLookup(row => row.OrganizationId, row => row.Slug);
        return [.. rows.Where(row => row.Membership.IsActiveAt(now) && row.Organization.Status != OrganizationStatus.Closed)
            .Select(row => new OrganizationOfUser(row.Organization.OrganizationId, row.Organization.Slug, row.Organization.Name, row.Membership.Role, row.Organization.IsDemo, row.Organization.IdleMinutes, row.Organization.SessionHours) { TimeZone = row.Organization.TimeZone, PasswordLength = row.Organization.PasswordLength, FormerSlugs = [.. former[row.Organization.OrganizationId]] })];
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
public sealed record OrganizationOfUser(long Id, string Slug, string Name, Security.Role Role, bool IsDemo, int IdleMinutes, int SessionHours)
{
    /// <summary>Slugs it had before that still name it.</summary>
    public IReadOnlyList<string> FormerSlugs { get; init; } = [];

    /// <summary>Characters of the shortest password its members may set.</summary>
    public int PasswordLength { get; init; } = Accounts.PasswordRules.Shortest;

    /// <summary>IANA zone.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Whether a slug means this organization now.</summary>
    public bool AnswersTo(string? slug) => slug is not null && (slug == Slug || FormerSlugs.Contains(slug));
}
