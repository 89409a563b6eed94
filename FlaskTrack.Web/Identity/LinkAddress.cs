using FlaskTrack.Core.Mail;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlaskTrack.Web.Identity;

/// <summary>The address under which people reach the installation, for links in letters.</summary>
public static class LinkAddress
{
    private static readonly string[] Everywhere = ["://*", "://+", "://0.0.0.0", "://[::]"];

    /// <summary><c>PublicAddress</c> of the settings; without it the first address the server listens at, where it listens everywhere this machine's own name.</summary>
    public static PublicAddress Public(IConfiguration configuration, IServer? server = null) =>
        Configured(configuration) is { } set ? new PublicAddress(set) : new PublicAddress(() => Listens(server) ?? Read(configuration["urls"]?.Split(';')[0]) ?? PublicAddress.Local.Root);

    /// <summary>Why the installation cannot serve with these settings: whoever gets a letter elsewhere could not follow links to this machine.</summary>
    public static string? Problem(IConfiguration configuration, LetterDelivery letters)
    {
        if (!string.IsNullOrEmpty(configuration["PublicAddress"])) return Configured(configuration) is null ? "PublicAddress must be an address such as https://flasktrack.nordhavn.example." : null;
        return !letters.GoesOut ? null : "Smtp:Host is set, so letters go out. Set PublicAddress too, to the address people use, such as https://flasktrack.nordhavn.example.";
    }

    private static Uri? Configured(IConfiguration configuration) => configuration["PublicAddress"] is { Length: > 0 } set ? Read(set) : null;

    /// <summary>Null before the server listens, which knows its port only then.</summary>
    private static Uri? Listens(IServer? server) =>
        server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } first && Read(first) is { Port: not 0 } address ? address : null;

    private static Uri? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        foreach (var every in Everywhere) text = text.Replace(every, "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;
    }
}
