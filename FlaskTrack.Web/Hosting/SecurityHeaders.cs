namespace FlaskTrack.Web.Hosting;

/// <summary>Headers of every answer, errors included (ASVS 3.4): what a page may load and who may frame it, and that nothing with data is kept by caches.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly string[] Data = ["text/html", "application/json", "application/problem+json", "text/csv", "text/plain", "application/vnd", "application/pdf", "application/zip"];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
        headers.XFrameOptions = "DENY";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (string.IsNullOrEmpty(headers.CacheControl) || IsData(context.Response)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsData(HttpResponse response) => response.ContentType is null || Data.Any(type => response.ContentType.StartsWith(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Scripts come from this site only and none stand in a page. Styles may stand in attributes, which the component library needs.</summary>
    private static string Policy(HttpRequest request)
    {
        var host = Uri.CheckHostName(request.Host.Host.Trim('[', ']')) == UriHostNameType.Unknown ? "" : $" ws://{request.Host} wss://{request.Host}";
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
            + $"connect-src 'self'{host}; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
    }
}
