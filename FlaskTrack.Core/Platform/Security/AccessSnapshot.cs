using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Security;

/// <summary>Everything about an organization's people that decisions need, as of one access epoch. Unchanging, so it can be shared and kept until the
/// epoch rises.</summary>
public sealed record AccessSnapshot
{
    public required long OrganizationId { get; init; }

    public required long Epoch { get; init; }

    public required OrganizationFacts Organization { get; init; }

    /// <summary>Memberships by account.</summary>
    public required FrozenDictionary<long, MemberFacts> ByUser { get; init; }

    /// <summary>The principal of a person at an instant; null for someone who is no member. Start, end and suspension need no job: they are read here.</summary>
    public Principal? Principal(long userId, PermissionSet? scopes, DateTimeOffset now)
    {
        if (!ByUser.TryGetValue(userId, out var member)) return null;
        return new Principal
        {
            MemberId = member.MemberId,
            Role = member.Role,
            IsActive = Organization.Status != OrganizationStatus.Closed && member.IsActiveAt(now),
            Sites = member.Sites,
            CanRunPipelines = member.CanRunPipelines,
            Scopes = scopes,
        };
    }
}

/// <summary>What every page shows of the organization.</summary>
public sealed record OrganizationFacts(long Id, string Slug, string Name, OrganizationStatus Status, bool IsDemo, string TimeZone, string Locale, Visibility DefaultVisibility, TwoFactorPolicy TwoFactorPolicy, int IdleMinutes, int SessionHours)
{
    /// <summary>When the policy begins to stop members without a second factor; null where it does already.</summary>
    public DateTimeOffset? TwoFactorFrom { get; init; }

    public TwoFactorPolicy TwoFactorUntilThen { get; init; }

    /// <summary>The policy that holds at an instant.</summary>
    public TwoFactorPolicy TwoFactorPolicyAt(DateTimeOffset now) => now < TwoFactorFrom ? TwoFactorUntilThen : TwoFactorPolicy;

    public bool PersonalTokensAllowed { get; init; } = true;

    /// <summary>Slugs it had before, with the instants at which each ends.</summary>
    public IReadOnlyList<SlugAlias> FormerSlugs { get; init; } = [];

    /// <summary>Whether a slug means this organization at an instant.</summary>
    public bool AnswersTo(string slug, DateTimeOffset now) => slug == Slug || FormerSlugs.Any(former => former.Slug == slug && now < former.Until);

    /// <summary>Addresses members may work from; empty means all.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];
}

/// <summary>One membership as decisions see it.</summary>
public sealed record MemberFacts(long MemberId, long UserId, string DisplayName, RoleDefinition Role, MembershipStatus Status, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, ImmutableArray<long> Sites, bool CanRunPipelines)
{
    public bool IsActiveAt(DateTimeOffset now) =>
        Status == MembershipStatus.Active && (StartsAt is null || StartsAt <= now) && (EndsAt is null || now < EndsAt);
}

/// <summary>Keeps the newest snapshot of each organization. A snapshot of another epoch than the one just read from the database is never used.</summary>
internal sealed class AccessSnapshots
{
    private readonly ConcurrentDictionary<long, AccessSnapshot> kept = new();

    public async ValueTask<AccessSnapshot?> GetAsync(FlaskTrackDbContext context, long organizationId, long epoch, CancellationToken ct)
    {
        if (kept.TryGetValue(organizationId, out var snapshot) && snapshot.Epoch == epoch) return snapshot;
        var loaded = await LoadAsync(context, organizationId, epoch, ct);
        if (loaded is not null) kept[organizationId] = loaded;
        return loaded;
    }

    /// <summary>Forgets all: a snapshot taken inside a transaction that was lost may be of an epoch that never was.</summary>
    public void Clear() => kept.Clear();

    private static async Task<AccessSnapshot?> LoadAsync(FlaskTrackDbContext context, long organizationId, long epoch, CancellationToken ct)
    {
        var organization = await context.Set<Organization>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.OrganizationId == organizationId, ct);
        if (organization is null) return null;
        var members = await context.Set<Membership>().IgnoreQueryFilters().AsNoTracking().Where(row => row.OrganizationId == organizationId).ToListAsync(ct);
        var former = await context.Set<FormerSlug>().IgnoreQueryFilters().AsNoTracking().Where(row => row.OrganizationId == organizationId).Select(row => new SlugAlias(row.Slug, row.Until)).ToListAsync(ct);
        return new AccessSnapshot
        {
            OrganizationId = organizationId,
            Epoch = epoch,
            Organization = new OrganizationFacts(organizationId, organization.Slug, organization.Name, organization.Status, organization.IsDemo, organization.TimeZone, organization.Locale, organization.DefaultVisibility, organization.TwoFactorPolicy, organization.IdleMinutes, organization.SessionHours) { TwoFactorFrom = organization.TwoFactorFrom, TwoFactorUntilThen = organization.TwoFactorUntilThen, PersonalTokensAllowed = organization.PersonalTokensAllowed, AllowedAddresses = organization.AllowedAddresses, FormerSlugs = former },
            ByUser = members.ToFrozenDictionary(row => row.UserId, row => new MemberFacts(row.Id, row.UserId, row.DisplayName, RoleDefinition.BuiltIn(row.Role), row.Status, row.StartsAt, row.EndsAt, [.. row.Sites], row.CanRunPipelines)),
        };
    }
}
