using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Changes a place of work.</summary>
public sealed record EditSite(long SiteId, string Name, string ShortCode, string? Address, ContainmentLevel Containment, int? Version) : ICommand<EditSite, SiteRow>, IValidated, IVersioned
{
    public static Permission Requires => Permissions.Sites.Manage;

    public void Validate(FieldErrors errors) => SiteRules.Validate(errors, Name, ShortCode, Address, Containment);
}

internal sealed class EditSiteHandler : IHandler<EditSite, SiteRow>
{
    public async Task<Result<SiteRow>> HandleAsync(EditSite operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Site>().SingleOrDefaultAsync(row => row.Id == operation.SiteId, ct) is not { } site) return Problem.NotFound;
        if (operation.Version is { } version && version != site.Version) return new Problem.Conflict(site.Version);
        if (site.Archived) return new Problem.NotAllowed($"{site.Name} is archived. Restore it to change it.");
        var code = operation.ShortCode.Trim().ToUpperInvariant();
        if (await SiteRules.IsTakenAsync(code, site.Id, context, ct) is { } taken) return taken;
        site.Name = StoredText.Clean(operation.Name)!;
        site.ShortCode = code;
        site.Address = StoredText.Clean(operation.Address);
        site.Containment = operation.Containment;
        await context.SaveAsync(ct);
        return SiteRow.Of(site);
    }
}
