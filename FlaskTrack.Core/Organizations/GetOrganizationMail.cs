using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>The organization's own mail server as it is set, without its secret.</summary>
public sealed record GetOrganizationMail : IQuery<GetOrganizationMail, OrganizationMailView>
{
    public static Permission Requires => Permissions.Organization.Settings;
}

/// <summary>How the organization's letters go out.</summary>
/// <param name="Server">The server of its own; null where it has none.</param>
/// <param name="InstallationSends">Whether letters go by the installation's server where it has none.</param>
/// <param name="Allowed">Which servers this installation lets organizations name.</param>
/// <param name="LinksBegin">With what links in its letters begin.</param>
public sealed record OrganizationMailView(OwnMailServer? Server, bool InstallationSends, OrganizationServers Allowed, Uri LinksBegin);

/// <param name="HasSecret">Whether a password is saved; it is never shown.</param>
/// <param name="FromName">Null shows the organization's name.</param>
public sealed record OwnMailServer(string Host, int Port, MailTls Tls, string? UserName, bool HasSecret, string FromAddress, string? FromName, int Version);

internal sealed class GetOrganizationMailHandler(LetterDelivery letters, PublicAddress address) : IHandler<GetOrganizationMail, OrganizationMailView>
{
    public async Task<Result<OrganizationMailView>> HandleAsync(GetOrganizationMail operation, OperationContext context, CancellationToken ct)
    {
        var row = await context.Rows<OrganizationMail>().AsNoTracking().SingleOrDefaultAsync(ct);
        return new OrganizationMailView(row is null ? null : Of(row), letters.GoesOut, letters.Organizations, address.Root);
    }

    internal static OwnMailServer Of(OrganizationMail row) => new(row.Host, row.Port, row.Tls, row.UserName, row.SealedSecret is not null, row.FromAddress, row.FromName, row.Version);
}
