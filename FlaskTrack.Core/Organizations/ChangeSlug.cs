using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Gives the organization another slug. The old one goes on naming it for <see cref="FormerSlug.Days"/> days, so that scripts and open pages keep
/// working meanwhile; events written before keep the slug of their time.</summary>
/// <param name="Reason">1 to 1,000 characters, kept in the audit log.</param>
public sealed record ChangeSlug(string? Slug, string? Reason, int? Version = null) : ICommand<ChangeSlug, OrganizationView>, IValidated, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Organization.Settings;

    public void Validate(FieldErrors errors)
    {
        if (!OrganizationRules.IsSlug(Slug?.Trim())) errors.Add("slug", OrganizationRules.SlugForm);
        if (StoredText.Clean(Reason) is null) errors.Add("reason", "A reason is needed, such as \"The lab has a new name\".");
        errors.Optional("reason", "Reason", Reason, 1000);
    }
}

internal sealed class ChangeSlugHandler : IHandler<ChangeSlug, OrganizationView>
{
    public async Task<Result<OrganizationView>> HandleAsync(ChangeSlug operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().SingleAsync(ct);
        if (operation.Version is { } version && version != organization.Version) return new Problem.Conflict(organization.Version);
        var slug = operation.Slug!.Trim();
        if (slug == organization.Slug) return FieldErrors.Of("slug", $"{slug} is the slug already. Give another one.");
        if (await context.IsSlugTakenAsync(slug, ct)) return Taken();

        context.Add(new FormerSlug { Slug = organization.Slug, Until = context.Now.AddDays(FormerSlug.Days) });
        organization.Slug = slug;
        try
        {
            await context.SaveAsync(ct);
        }
        catch (DbUpdateException clash) when (clash is not DbUpdateConcurrencyException)
        {
            // Another organization took it between the look and the save; the database holds the rule.
            return Taken();
        }

        return await GetOrganizationHandler.ViewAsync(organization, context, ct);
    }

    private static Problem Taken() => FieldErrors.Of("slug", OrganizationRules.SlugTaken);
}
