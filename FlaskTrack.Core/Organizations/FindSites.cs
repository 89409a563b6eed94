using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>The places of work, by short code.</summary>
public sealed record FindSites(bool WithArchived = false) : IQuery<FindSites, IReadOnlyList<SiteRow>>
{
    public static Permission Requires => Permissions.Organization.View;
}

/// <summary>A site as lists and forms show it.</summary>
public sealed record SiteRow(long Id, string Name, string ShortCode, string? Address, ContainmentLevel Containment, bool Archived, int Version)
{
    internal static SiteRow Of(Site site) => new(site.Id, site.Name, site.ShortCode, site.Address, site.Containment, site.Archived, site.Version);
}

internal sealed class FindSitesHandler : IHandler<FindSites, IReadOnlyList<SiteRow>>
{
    public async Task<Result<IReadOnlyList<SiteRow>>> HandleAsync(FindSites operation, OperationContext context, CancellationToken ct)
    {
        var sites = await context.Rows<Site>().AsNoTracking().Where(site => operation.WithArchived || !site.Archived).OrderBy(site => site.ShortCode).ToListAsync(ct);
        return sites.ConvertAll(SiteRow.Of);
    }
}
