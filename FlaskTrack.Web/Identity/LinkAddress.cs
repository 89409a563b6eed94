namespace FlaskTrack.Web.Identity;

/// <summary>The address under which people reach the installation, for links in letters.</summary>
public sealed class LinkAddress(IConfiguration configuration)
{
    /// <summary><c>PublicAddress</c> of the settings; without it the request's own host, which a server behind a proxy should not trust.</summary>
    public string Of(HttpContext context) => configuration["PublicAddress"] is { Length: > 0 } set ? set.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
}
