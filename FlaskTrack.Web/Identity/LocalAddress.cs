namespace FlaskTrack.Web.Identity;

/// <summary>Addresses to go back to after signing in: of this site only (no open redirect).</summary>
public static class LocalAddress
{
    /// <summary>The address where it is a path of this site, else the home page.</summary>
    public static string Or(string? address, string otherwise = "/")
    {
        if (string.IsNullOrEmpty(address) || address[0] != '/' || address.Length > 2000) return otherwise;
        if (address.Length > 1 && address[1] is '/' or '\\') return otherwise;
        return address.Any(c => char.IsControl(c) || c == '\\') ? otherwise : address;
    }

    /// <summary>The present page's path and query, to come back to.</summary>
    public static string Here(HttpContext context) => $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";

    public static string With(string path, string? returnUrl) => LocalAddress.Or(returnUrl) is "/" ? path : $"{path}?ReturnUrl={Uri.EscapeDataString(LocalAddress.Or(returnUrl))}";
}
