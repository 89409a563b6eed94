using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>The organization's profile with its settings and figures.</summary>
public sealed record GetOrganization : IQuery<GetOrganization, OrganizationView>
{
    public static Permission Requires => Permissions.Organization.View;
}

/// <summary>An organization as its members see it.</summary>
/// <param name="ChainSequence">Number of events in its audit log.</param>
/// <param name="ChainHash">Hash of the last of them.</param>
public sealed record OrganizationView(
    long Id,
    string Slug,
    string Name,
    OrganizationKind Kind,
    OrganizationStatus Status,
    string TimeZone,
    string Locale,
    string? ContactEmail,
    string? Address,
    bool IsDemo,
    OrganizationSecurity Security,
    MemberCounts Members,
    IReadOnlyList<SiteRow> Sites,
    long ChainSequence,
    string ChainHash,
    int Version)
{
    /// <summary>Slugs it had before that still name it, the one that ends last first.</summary>
    public IReadOnlyList<SlugAlias> FormerSlugs { get; init; } = [];

    /// <summary>The day on which weeks begin in figures.</summary>
    public DayOfWeek WeekStart { get; init; }

    /// <summary>Null where there is none.</summary>
    public LogoInfo? Logo { get; init; }
}

/// <summary>What the organization asks of sign-ins and gives new records.</summary>
public sealed record OrganizationSecurity(TwoFactorPolicy TwoFactorPolicy, int IdleMinutes, int SessionHours, Visibility DefaultVisibility, bool PublicProjectsAllowed)
{
    /// <summary>When the two-factor policy begins to stop members without one; null where it does already, or asks nobody.</summary>
    public DateTimeOffset? TwoFactorFrom { get; init; }

    /// <summary>Whether members may reach the organization with tokens of their own.</summary>
    public bool PersonalTokensAllowed { get; init; } = true;

    /// <summary>Characters of the shortest password members may set.</summary>
    public int PasswordLength { get; init; }

    /// <summary>Addresses and ranges members may work from; empty means all. Told to those who may change it.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];
}

/// <summary>Members by what they are now, and invitations that can still be accepted.</summary>
public sealed record MemberCounts(int Active, int NotStarted, int Suspended, int Expired, int Removed, int OpenInvitations);

internal sealed class GetOrganizationHandler : IHandler<GetOrganization, OrganizationView>
{
    public async Task<Result<OrganizationView>> HandleAsync(GetOrganization operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().AsNoTracking().SingleAsync(ct);
        return await ViewAsync(organization, context, ct);
    }

    internal static async Task<OrganizationView> ViewAsync(Organization organization, OperationContext context, CancellationToken ct)
    {
        var head = await context.HeadAsync(ct);
        var sites = await context.Rows<Site>().AsNoTracking().OrderBy(site => site.ShortCode).ToListAsync(ct);
        return new OrganizationView(
            organization.OrganizationId,
            organization.Slug,
            organization.Name,
            organization.Kind,
            organization.Status,
            organization.TimeZone,
            organization.Locale,
            organization.ContactEmail,
            organization.Address,
            organization.IsDemo,
            new OrganizationSecurity(organization.TwoFactorPolicy, organization.IdleMinutes, organization.SessionHours, organization.DefaultVisibility, organization.PublicProjectsAllowed)
            {
                TwoFactorFrom = organization.TwoFactorFrom > context.Now ? organization.TwoFactorFrom : null,
                PersonalTokensAllowed = organization.PersonalTokensAllowed,
                PasswordLength = organization.PasswordLength,
                AllowedAddresses = Addresses(organization, context),
            },
            await CountAsync(context, ct),
            [.. sites.Select(SiteRow.Of)],
            head!.Sequence,
            head.Hash,
            organization.Version)
        {
            WeekStart = organization.WeekStart,
            FormerSlugs = await FormerAsync(organization.Slug, context, ct),
            Logo = await context.Rows<OrganizationLogo>().AsNoTracking().Select(row => new LogoInfo(row.MediaType, row.Sha256, row.Width, row.Height)).SingleOrDefaultAsync(ct),
        };
    }

    private static IReadOnlyList<string> Addresses(Organization organization, OperationContext context) =>
        organization.AllowedAddresses.Count == 0 || !context.Principal.Holds(Permissions.Organization.Security) ? Array.Empty<string>() : organization.AllowedAddresses;

    private static async Task<IReadOnlyList<SlugAlias>> FormerAsync(string slug, OperationContext context, CancellationToken ct)
    {
        var now = context.Now;
        var rows = await context.Rows<FormerSlug>().AsNoTracking().Where(row => row.Until > now && row.Slug != slug).OrderByDescending(row => row.Until).Select(row => new SlugAlias(row.Slug, row.Until)).ToListAsync(ct);
        return [.. rows.DistinctBy(row => row.Slug)];
    }

    private static async Task<MemberCounts> CountAsync(OperationContext context, CancellationToken ct)
    {
        var members = await context.Rows<Membership>().AsNoTracking().Select(row => new { row.Status, row.StartsAt, row.EndsAt }).ToListAsync(ct);
        var by = members.CountBy(row => MemberStanding.Of(row.Status, row.StartsAt, row.EndsAt, context.Now)).ToDictionary();
        var now = context.Now;
        var open = await context.Rows<Invitation>().CountAsync(row => row.State == InvitationState.Pending && row.ExpiresAt > now, ct);
        return new MemberCounts(Of(MemberStatus.Active), Of(MemberStatus.NotStarted), Of(MemberStatus.Suspended), Of(MemberStatus.Expired), Of(MemberStatus.Removed), open);

        int Of(MemberStatus status) => by.GetValueOrDefault(status);
    }
}
