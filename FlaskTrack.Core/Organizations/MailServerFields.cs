using System.Text;

using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Organizations;

/// <summary>What is typed of a mail server, to save it or to try it.</summary>
/// <param name="Host">Name or address, at most 253 characters.</param>
/// <param name="Port">25, 465, 587 or 2525: the ports mail servers take letters at.</param>
/// <param name="UserName">Null where the server asks nobody to sign in.</param>
/// <param name="Secret">The password; null keeps the saved one, as long as it goes to the same server and user.</param>
/// <param name="FromName">Shown beside the sender's address; null shows the organization's name.</param>
public sealed record MailServerFields(string? Host, int Port, MailTls Tls, string? UserName, string? Secret, string? FromAddress, string? FromName) : IValidated
{
    public const int UsualPort = 587;

    public const string SecretAgain = "Type the password again: it was saved for another server or user.";

    public void Validate(FieldErrors errors)
    {
        errors.Line("host", "Server", Host, 253);
        if (!errors.Has("host") && Uri.CheckHostName(Name) is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)) errors.Add("host", "Server must be a name such as \"smtp.nordhavn.example\" or an address.");
        if (!MailReach.Ports.Contains(Port)) errors.Add("port", $"Port must be {string.Join(", ", MailReach.Ports.SkipLast(1))} or {MailReach.Ports[^1]}.");
        if (!Enum.IsDefined(Tls)) errors.Add("tls", "Choose STARTTLS, TLS or none.");
        errors.Line("user_name", "User name", UserName, 200, required: false);
        if (Secret is { Length: > 500 }) errors.Add("secret", "Password has more than 500 characters.");
        if (Secret is { Length: > 0 } && StoredText.Clean(UserName) is null) errors.Add("user_name", "A password needs its user name.");
        if (EmailAddress.Parse(FromAddress) is null) errors.Add("from_address", "Sender must be an address such as \"flasktrack@plant.example\".");
        errors.Line("from_name", "Sender's name", FromName, 120, required: false);
    }

    /// <summary>The host as it is looked up.</summary>
    internal string Name => (Host ?? "").Trim().TrimEnd('.').ToLowerInvariant();

    /// <summary>The server these fields name, with the saved secret where none was typed.
    /// SECURITY: a saved secret goes only where it was saved for, or whoever may change the host could have it sent to a server of their own.</summary>
    internal Result<MailServer> ToServer(OrganizationMail? saved, ISecretSeal seal, string organization)
    {
        var user = StoredText.Clean(UserName);
        var secret = string.IsNullOrEmpty(Secret) ? null : Secret;
        if (user is not null && secret is null && saved?.SealedSecret is { } kept)
        {
            if (saved.Host != Name || saved.Port != Port || saved.Tls != Tls || saved.UserName != user) return FieldErrors.Of("secret", SecretAgain);
            if (seal.Open(kept) is not { } opened) return FieldErrors.Of("secret", "The saved password cannot be read any more, since the installation's keys changed. Type it again.");
            secret = opened;
        }

        return new MailServer(Name, Port, Tls, user, secret, EmailAddress.Parse(FromAddress)!, StoredText.Clean(FromName) ?? organization);
    }

    /// <summary>SECURITY: what is written of it anywhere has no secret.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}, {Tls}");
        return true;
    }
}
