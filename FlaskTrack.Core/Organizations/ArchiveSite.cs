using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Takes a place of work out of use. Refused while active records are there.</summary>
public sealed record ArchiveSite(long SiteId, int? Version = null) : ICommand<ArchiveSite, SiteRow>, IVersioned
{
    public static Permission Requires => Permissions.Sites.Manage;
}

internal sealed class ArchiveSiteHandler : IHandler<ArchiveSite, SiteRow>
{
    public async Task<Result<SiteRow>> HandleAsync(ArchiveSite operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Site>().SingleOrDefaultAsync(row => row.Id == operation.SiteId, ct) is not { } site) return Problem.NotFound;
        if (operation.Version is { } version && version != site.Version) return new Problem.Conflict(site.Version);
        if (site.Archived) return new Problem.NotAllowed($"{site.Name} is archived already.");
        var records = await context.Holdings.CountActiveAtSiteAsync(site.Id, ct);
        if (records > 0) return new Problem.NotAllowed($"{(records == 1 ? "1 active record is" : $"{records} active records are")} at {site.Name}. Move or archive {(records == 1 ? "it" : "them")} first.");
        site.Archived = true;
        await context.SaveAsync(ct);
        return SiteRow.Of(site);
    }
}
