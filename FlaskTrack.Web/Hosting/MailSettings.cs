using FlaskTrack.Core.Mail;

namespace FlaskTrack.Web.Hosting;

/// <summary>How letters leave, read from the settings here and nowhere else; whoever needs to know asks <see cref="LetterDelivery"/>.</summary>
public static class MailSettings
{
    /// <summary><c>Smtp:Host</c>, <c>Port</c> (587), <c>Tls</c> (true: STARTTLS, on port 465 from the first byte), <c>User</c>, <c>Password</c>, <c>From</c>;
    /// <c>Mail:OrganizationServers</c> (any, public, none).</summary>
    /// <exception cref="InvalidOperationException">A value is none of those accepted.</exception>
    public static LetterDelivery Read(IConfiguration configuration)
    {
        var reach = configuration["Mail:OrganizationServers"] is not { Length: > 0 } word ? OrganizationServers.Any
            : Enum.TryParse<OrganizationServers>(word, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(word[0]) ? known
            : throw new InvalidOperationException("Mail:OrganizationServers must be any, public or none.");
        return configuration["Smtp:Host"] is { Length: > 0 } host ? new LetterDelivery(Server(host, configuration), reach) : new LetterDelivery(null, reach);
    }

    private static MailServer Server(string host, IConfiguration configuration)
    {
        var port = configuration.GetValue("Smtp:Port", 587);
        var tls = !configuration.GetValue("Smtp:Tls", true) ? MailTls.None : port == 465 ? MailTls.Tls : MailTls.StartTls;
        return new MailServer(host, port, tls, configuration["Smtp:User"] is { Length: > 0 } user ? user : null, configuration["Smtp:Password"], configuration["Smtp:From"] ?? $"flasktrack@{host}", null);
    }
}
