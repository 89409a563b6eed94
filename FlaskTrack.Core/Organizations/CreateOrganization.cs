using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Founds an organization and makes its creator the owner.</summary>
public sealed record CreateOrganization(string Name, string Slug, OrganizationKind Kind = OrganizationKind.Laboratory, string TimeZone = "Europe/Berlin", bool IsDemo = false) : ICommand<CreateOrganization, OrganizationOfMine>, IFoundsOrganization, IValidated
{
    public static Permission Requires => Permissions.SignedIn;

    public static string AuditAction => "organization.create";

    public void Validate(FieldErrors errors)
    {
        errors.Line("name", "Name", Name, 120);
        if (!OrganizationRules.IsSlug(Slug)) errors.Add("slug", OrganizationRules.SlugForm);
        if (!OrganizationRules.IsTimeZone(TimeZone)) errors.Add("time_zone", "Time zone must be an IANA zone such as \"Europe/Oslo\".");
    }
}

/// <summary>An organization as its member sees it in the switcher.</summary>
public sealed record OrganizationOfMine(long Id, string Slug, string Name);

internal sealed class CreateOrganizationHandler : IHandler<CreateOrganization, OrganizationOfMine>
{
    public async Task<Result<OrganizationOfMine>> HandleAsync(CreateOrganization operation, OperationContext context, CancellationToken ct)
    {
        if (await context.IsSlugTakenAsync(operation.Slug, ct)) return FieldErrors.Of("slug", OrganizationRules.SlugTaken);
        var user = await context.Shared<User>().SingleAsync(row => row.Id == context.UserId, ct);
        var organization = new Organization { Slug = operation.Slug, Name = StoredText.Clean(operation.Name)!, Kind = operation.Kind, TimeZone = operation.TimeZone, IsDemo = operation.IsDemo };
        await context.FoundAsync(organization, ct);
        context.Add(new Membership { UserId = user.Id, Role = Role.Owner, DisplayName = user.FullName, JoinedAt = context.Now });
        await context.SaveAsync(ct);
        await BuiltInSpecies.EnsureAsync(context, ct);
        return new OrganizationOfMine(organization.OrganizationId, organization.Slug, organization.Name);
    }
}
