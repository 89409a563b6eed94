using System.Text;

namespace FlaskTrack.Core.Mail;

/// <summary>How the conversation with a mail server is encrypted.</summary>
public enum MailTls
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Begun in the clear and encrypted before anything is said; a server that does not offer it gets no letter.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte, as port 465 has it.</summary>
    Tls,
}

/// <summary>A mail server and how to sign in to it.</summary>
/// <param name="User">Null where the server asks nobody to sign in.</param>
/// <param name="From">The address letters come from.</param>
/// <param name="FromName">The name shown beside it; null shows none.</param>
public sealed record MailServer(string Host, int Port, MailTls Tls, string? User, string? Secret, string From, string? FromName)
{
    /// <summary>SECURITY: what is written of it anywhere has no secret.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}, {Tls}, from {From}");
        return true;
    }
}
