using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Mail;

/// <summary>Which mail servers organizations may name as their own.</summary>
public enum OrganizationServers
{
    /// <summary>Any that is a mail server's address, those of the lab's own network among them.</summary>
    Any,

    /// <summary>Only those with addresses of the public internet.</summary>
    Public,

    /// <summary>None: all letters go by the installation's server.</summary>
    None,
}

/// <summary>Whether letters leave this installation and by which server. The host says so from its settings, at one place; without a server a secret link is
/// shown once to whoever made it, because there is no other way to bring it to its reader.</summary>
/// <param name="Server">The installation's own server; null where it has none.</param>
public sealed record LetterDelivery(MailServer? Server, OrganizationServers Organizations = OrganizationServers.Any)
{
    public static readonly LetterDelivery None = new((MailServer?)null);

    /// <summary>Whether the installation sends letters itself.</summary>
    public bool GoesOut => Server is not null;

    /// <summary>Whether letters of the caller's organization go out, by its own server or the installation's.</summary>
    internal async Task<bool> GoesOutAsync(OperationContext context, CancellationToken ct) =>
        GoesOut || (Organizations != OrganizationServers.None && await context.Rows<OrganizationMail>().AnyAsync(ct));
}
