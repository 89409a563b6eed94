using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Has the organization's letters go by a mail server of its own. What waits goes by it too.</summary>
/// <param name="Version">Of the server as it was read; 0 where there was none.</param>
public sealed record EditOrganizationMail(MailServerFields Server, int? Version) : ICommand<EditOrganizationMail, OwnMailServer>, IVersioned
{
    public static Permission Requires => Permissions.Organization.Settings;
}

internal sealed class EditOrganizationMailHandler(LetterDelivery letters, ISecretSeal seal) : IHandler<EditOrganizationMail, OwnMailServer>
{
    public async Task<Result<OwnMailServer>> HandleAsync(EditOrganizationMail operation, OperationContext context, CancellationToken ct)
    {
        if (letters.Organizations == OrganizationServers.None) return new Problem.NotAllowed("On this installation all letters go by its own mail server.");
        var row = await context.Rows<OrganizationMail>().SingleOrDefaultAsync(ct);
        if (operation.Version is { } version && version != (row?.Version ?? 0)) return new Problem.Conflict(row?.Version ?? 0);
        var given = operation.Server.ToServer(row, seal, context.Organization.Name);
        if (!given.IsOk) return given.Problem!;
        var server = given.Value;
        if (row is null) context.Add(row = new OrganizationMail { Host = server.Host, FromAddress = server.From });
        // Sealing the same password again gives another text; one that was kept stays as it is, so that the log does not say it changed.
        if (server.Secret is null || server.User is null) row.SealedSecret = null;
        else if (!string.IsNullOrEmpty(operation.Server.Secret)) row.SealedSecret = seal.Seal(server.Secret);
        (row.Host, row.Port, row.Tls, row.UserName, row.FromAddress, row.FromName) = (server.Host, server.Port, server.Tls, server.User, server.From, StoredText.Clean(operation.Server.FromName));
        await context.SaveAsync(ct);
        return GetOrganizationMailHandler.Of(row);
    }
}
