using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Takes the organization's logo away. Packets that were made with it keep it.</summary>
public sealed record RemoveLogo : ICommand<RemoveLogo, Done>
{
    public static Permission Requires => Permissions.Organization.Settings;
}

internal sealed class RemoveLogoHandler : IHandler<RemoveLogo, Done>
{
    public async Task<Result<Done>> HandleAsync(RemoveLogo operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<OrganizationLogo>().SingleOrDefaultAsync(ct) is not { } logo) return new Problem.NotAllowed("There is no logo to remove.");
        context.Remove(logo);
        return default(Done);
    }
}
