using FlaskTrack.Core.Mail;

namespace FlaskTrack.Web.Identity;

/// <summary>The address under which people reach the installation, for links in letters.</summary>
public sealed class LinkAddress(IConfiguration configuration)
{
    private static readonly string[] Everywhere = ["://*", "://+", "://0.0.0.0", "://[::]"];

    /// <summary><c>PublicAddress</c> of the settings; without it the request's own host, which a server behind a proxy should not trust.</summary>
    public string Of(HttpContext context) => configuration["PublicAddress"] is { Length: > 0 } set ? set.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";

    /// <summary>The same where no request is at hand: <c>PublicAddress</c>, else the first address the server listens at.</summary>
    public static PublicAddress Public(IConfiguration configuration)
    {
        if (configuration["PublicAddress"] is { Length: > 0 } set) return new PublicAddress(new Uri(set.TrimEnd('/') + "/"));
        var listens = configuration["urls"]?.Split(';')[0] ?? "";
        foreach (var every in Everywhere) listens = listens.Replace(every, "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(listens.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme.StartsWith(Uri.UriSchemeHttp, StringComparison.Ordinal) ? new PublicAddress(address) : PublicAddress.Local;
    }
}
