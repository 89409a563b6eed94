using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Organizations;

/// <summary>The organizations the signed-in person can switch to.</summary>
public sealed record FindMyOrganizations : IQuery<FindMyOrganizations, IReadOnlyList<OrganizationOfUser>>
{
    public static Permission Requires => Permissions.SignedIn;
}

internal sealed class FindMyOrganizationsHandler : IHandler<FindMyOrganizations, IReadOnlyList<OrganizationOfUser>>
{
    public async Task<Result<IReadOnlyList<OrganizationOfUser>>> HandleAsync(FindMyOrganizations operation, OperationContext context, CancellationToken ct) =>
        await context.MyOrganizationsAsync(ct);
}
