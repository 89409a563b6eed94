namespace FlaskTrack.Web.Hosting;

/// <summary>Refuses pages of other sites: connections to the circuits' hub (ASVS 4.4.2) and anything that changes something with a browser's cookie
/// (ASVS 3.5.1). The API takes no cookie and is left out.</summary>
public sealed class OriginGuard(RequestDelegate next, IConfiguration configuration)
{
    private readonly HashSet<string> allowed = new(
        (configuration.GetSection("AllowedOrigins").Get<string[]>() ?? []).Append(configuration["PublicAddress"]).Where(origin => !string.IsNullOrEmpty(origin)).Select(origin => origin!.TrimEnd('/')),
        StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsForeign(context)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsForeign(HttpContext context)
    {
        var request = context.Request;
        var hub = request.Path.StartsWithSegments("/_blazor");
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (!hub && (reads || request.Path.StartsWithSegments("/api"))) return false;
        var origin = request.Headers.Origin.ToString();

        // Browsers always name the origin of a socket; whoever does not is no browser and has no business at the hub.
        if (origin.Length == 0) return hub && (context.WebSockets.IsWebSocketRequest || string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase));
        return !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) && !allowed.Contains(origin);
    }
}
