using System.Reflection;
using System.Runtime.InteropServices;

using FlaskTrack.Core.Mail;
using FlaskTrack.Web.Hosting;

namespace FlaskTrack.Web.Components.Pages.Help;

/// <summary>What the system page says of the program and its settings: whether a thing is set, never the secret or the path that it is set to.</summary>
internal static class SystemFacts
{
    public static IEnumerable<(string Name, string Value)> Version(IHostEnvironment host)
    {
        yield return ("FlaskTrack", typeof(SystemFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown");
        yield return ("Runtime", RuntimeInformation.FrameworkDescription);
        yield return ("Operating system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        yield return ("Environment", host.EnvironmentName);
    }

    public static IEnumerable<(string Name, string Value)> Settings(IConfiguration configuration, LetterDelivery letters)
    {
        yield return ("Public address", configuration["PublicAddress"] ?? "not set, links lead to the address the server listens at");
        yield return ("Demo mode", DemoHost.IsOn(configuration) ? "on" : "off");
        yield return ("Mail", letters.Server is { } server ? $"sent over SMTP{(server.Tls == MailTls.None ? " without TLS" : " with TLS")}" : "not sent; Smtp:Host is not set");
        yield return ("Mail servers of organizations", letters.Organizations switch { OrganizationServers.Any => "any", OrganizationServers.Public => "on the public internet only", _ => "none" });
        yield return ("Signing key", IsSet(configuration, "Signing:CertificatePath") ? "certificate of the installation's own" : "made by FlaskTrack at its first start");
        yield return ("Checkpoints are published", IsSet(configuration, "Checkpoints:PublishFolder") ? "to a folder" : "no; Checkpoints:PublishFolder is not set");
        yield return ("Trusted proxies", configuration.GetSection("ForwardedHeaders:KnownProxies").GetChildren().Count() is var proxies and > 0 ? $"{proxies}" : "none");
        yield return ("Auditing", "always on; there is no setting for it");
    }

    private static bool IsSet(IConfiguration configuration, string name) => !string.IsNullOrEmpty(configuration[name]);
}
