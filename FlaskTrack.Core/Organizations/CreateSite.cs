using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Adds a place of work.</summary>
public sealed record CreateSite(string Name, string ShortCode, string? Address = null, ContainmentLevel Containment = ContainmentLevel.None) : ICommand<CreateSite, SiteRow>, IValidated
{
    public static Permission Requires => Permissions.Sites.Manage;

    public void Validate(FieldErrors errors) => SiteRules.Validate(errors, Name, ShortCode, Address, Containment);
}

internal sealed class CreateSiteHandler : IHandler<CreateSite, SiteRow>
{
    public async Task<Result<SiteRow>> HandleAsync(CreateSite operation, OperationContext context, CancellationToken ct)
    {
        var code = operation.ShortCode.Trim().ToUpperInvariant();
        if (await SiteRules.IsTakenAsync(code, null, context, ct) is { } taken) return taken;
        var site = new Site { Name = StoredText.Clean(operation.Name)!, ShortCode = code, Address = StoredText.Clean(operation.Address), Containment = operation.Containment };
        context.Add(site);
        await context.SaveAsync(ct);
        return SiteRow.Of(site);
    }
}

/// <summary>Rules of a site's fields.</summary>
internal static class SiteRules
{
    public static void Validate(FieldErrors errors, string name, string shortCode, string? address, ContainmentLevel containment)
    {
        errors.Line("name", "Name", name, 120);
        if (!OrganizationRules.IsShortCode(shortCode)) errors.Add("short_code", "Short code must have 3 to 8 letters A–Z, such as \"NORTH\".");
        errors.Optional("address", "Address", address, 400);
        if (!Enum.IsDefined(containment)) errors.Add("containment", "Choose none, BSL-1, BSL-2 or BSL-3.");
    }

    public static async Task<Problem?> IsTakenAsync(string shortCode, long? exceptId, OperationContext context, CancellationToken ct) =>
        await context.Rows<Site>().AnyAsync(site => site.ShortCode == shortCode && site.Id != exceptId, ct)
            ? FieldErrors.Of("short_code", $"Another site has the short code {shortCode}. Choose a different one.")
            : null;
}
