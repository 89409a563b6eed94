using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Brings an archived place of work back into use.</summary>
public sealed record RestoreSite(long SiteId, int? Version = null) : ICommand<RestoreSite, SiteRow>, IVersioned
{
    public static Permission Requires => Permissions.Sites.Manage;
}

internal sealed class RestoreSiteHandler : IHandler<RestoreSite, SiteRow>
{
    public async Task<Result<SiteRow>> HandleAsync(RestoreSite operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Site>().SingleOrDefaultAsync(row => row.Id == operation.SiteId, ct) is not { } site) return Problem.NotFound;
        if (operation.Version is { } version && version != site.Version) return new Problem.Conflict(site.Version);
        if (!site.Archived) return new Problem.NotAllowed($"{site.Name} is in use already.");
        site.Archived = false;
        await context.SaveAsync(ct);
        return SiteRow.Of(site);
    }
}
