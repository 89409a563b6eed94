using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Takes the organization's own mail server away; its letters go by the installation's again.</summary>
public sealed record RemoveOrganizationMail : ICommand<RemoveOrganizationMail, Done>
{
    public static Permission Requires => Permissions.Organization.Settings;
}

internal sealed class RemoveOrganizationMailHandler : IHandler<RemoveOrganizationMail, Done>
{
    public async Task<Result<Done>> HandleAsync(RemoveOrganizationMail operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<OrganizationMail>().SingleOrDefaultAsync(ct) is not { } row) return new Problem.NotAllowed("The organization has no mail server of its own.");
        context.Remove(row);
        return default(Done);
    }
}
