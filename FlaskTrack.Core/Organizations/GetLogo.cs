using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>The organization's logo with its content.</summary>
public sealed record GetLogo : IQuery<GetLogo, LogoFile>
{
    public static Permission Requires => Permissions.Organization.View;
}

public sealed record LogoFile(LogoInfo Info, byte[] Content);

internal sealed class GetLogoHandler : IHandler<GetLogo, LogoFile>
{
    public async Task<Result<LogoFile>> HandleAsync(GetLogo operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<OrganizationLogo>().AsNoTracking().SingleOrDefaultAsync(ct) is not { } logo) return Problem.NotFound;
        return new LogoFile(new LogoInfo(logo.MediaType, logo.Sha256, logo.Width, logo.Height), logo.Content);
    }
}
