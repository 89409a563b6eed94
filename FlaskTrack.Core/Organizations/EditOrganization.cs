using System.Globalization;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Changes the general settings.</summary>
/// <param name="WeekStart">Monday, Sunday or Saturday; null keeps the present one.</param>
public sealed record EditOrganization(string Name, OrganizationKind Kind, string TimeZone, string Locale, string? ContactEmail, string? Address, int? Version, DayOfWeek? WeekStart = null)
    : ICommand<EditOrganization, OrganizationView>, IValidated, IVersioned
{
    public static Permission Requires => Permissions.Organization.Settings;

    public void Validate(FieldErrors errors)
    {
        errors.Line("name", "Name", Name, 120);
        if (!Enum.IsDefined(Kind)) errors.Add("kind", "Choose one of the kinds offered.");
        if (!OrganizationRules.IsTimeZone(TimeZone)) errors.Add("time_zone", "Time zone must be an IANA zone such as \"Europe/Oslo\".");
        if (!OrganizationRules.IsLocale(Locale)) errors.Add("locale", "Locale must be a language tag such as \"en-GB\" or \"de-DE\".");
        if (WeekStart is not (null or DayOfWeek.Monday or DayOfWeek.Sunday or DayOfWeek.Saturday)) errors.Add("week_start", "Weeks can begin on Monday, Sunday or Saturday.");
        if (StoredText.Clean(ContactEmail) is { } email && EmailAddress.Parse(email) is null) errors.Add("contact_email", "Contact e-mail must be an address such as \"lab@plant.example\".");
        errors.Optional("address", "Address", Address, 400);
    }
}

internal sealed class EditOrganizationHandler : IHandler<EditOrganization, OrganizationView>
{
    public async Task<Result<OrganizationView>> HandleAsync(EditOrganization operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().SingleAsync(ct);
        if (operation.Version is { } version && version != organization.Version) return new Problem.Conflict(organization.Version);
        organization.Name = StoredText.Clean(operation.Name)!;
        organization.Kind = operation.Kind;
        organization.TimeZone = operation.TimeZone;
        organization.Locale = CultureInfo.GetCultureInfo(operation.Locale).Name;
        organization.ContactEmail = StoredText.Clean(operation.ContactEmail);
        organization.Address = StoredText.Clean(operation.Address);
        organization.WeekStart = operation.WeekStart ?? organization.WeekStart;
        await context.SaveAsync(ct);
        return await GetOrganizationHandler.ViewAsync(organization, context, ct);
    }
}
