using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Ends the work of an organization: nobody signs in to it any more, its data stay. The installation's operator can open it again for 90 days.</summary>
/// <param name="Slug">The organization's own slug, typed by the person who closes it.</param>
public sealed record CloseOrganization(string? Slug, string? Reason, int? Version = null) : ICommand<CloseOrganization, Done>, IValidated, IVersioned, IReasoned, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Organization.Close;

    public void Validate(FieldErrors errors) => errors.Optional("reason", "Reason", Reason, 1000);
}

internal sealed class CloseOrganizationHandler : IHandler<CloseOrganization, Done>
{
    public async Task<Result<Done>> HandleAsync(CloseOrganization operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().SingleAsync(ct);
        if (operation.Slug?.Trim() != organization.Slug) return FieldErrors.Of("slug", $"This is not the slug of {organization.Name}, so nothing was closed. Type {organization.Slug}.");
        if (operation.Version is { } version && version != organization.Version) return new Problem.Conflict(organization.Version);
        organization.Status = OrganizationStatus.Closed;
        organization.ClosedAt = context.Now;
        await TellAsync(organization, context, ct);
        return default(Done);
    }

    private static async Task TellAsync(Organization organization, OperationContext context, CancellationToken ct)
    {
        var owners = await context.Rows<Membership>().AsNoTracking().Where(row => row.Role == Role.Owner && row.Status == MembershipStatus.Active)
            .Join(context.Shared<User>(), row => row.UserId, user => user.Id, (_, user) => user.Email).ToListAsync(ct);
        foreach (var email in owners.OfType<string>())
            Mail.OperationMail.Send(context, email, $"{organization.Name} was closed", $"{context.Member.DisplayName} closed {organization.Name} on FlaskTrack. Nobody can sign in to it any more; its data are kept. The operator of this installation can open it again until {context.Now.AddDays(90):yyyy-MM-dd}.");
    }
}
