using FlaskTrack.Core.Accounts;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace FlaskTrack.Web.Identity;

/// <summary>The cookie of a browser: it carries the ids of account and session, protected; whether they count is asked of the server at every request.</summary>
public sealed class SessionCookie : CookieAuthenticationEvents
{
    private static readonly string[] Machinery = ["/_blazor", "/_framework", "/health"];
    private static readonly object Ended = new();

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "flasktrack";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new HostCookies();
        options.ExpireTimeSpan = TimeSpan.FromHours(24); // the server's limits are shorter; this only bounds a cookie that nobody sends
        options.SlidingExpiration = false;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        options.ReturnUrlParameter = "ReturnUrl";
        options.EventsType = typeof(SessionCookie);
    }

    /// <summary>Gives the browser a new cookie, which replaces one of a session before (ASVS 7.2.4).</summary>
    public static Task StartAsync(HttpContext context, StartedSession session)
    {
        var principal = SessionPrincipal.Of(session.UserId, session.Id, Schemes.Cookie);
        context.User = principal;
        return context.SignInAsync(Schemes.Cookie, principal);
    }

    /// <summary>Tells somebody whose session has ended that they are signed out, instead of only asking to sign in.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.Items.ContainsKey(Ended)) context.RedirectUri += "&Said=out";
        return base.RedirectToLogin(context);
    }

    /// <summary>Says on the page which permission the address needs.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<Access.PageAccess>().Denial is { } denial && Access.AccessWays.Out(denial) is { } way)
        {
            context.Response.Redirect(way);
            return Task.CompletedTask;
        }

        var permission = context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().FirstOrDefault(data => data.Policy is not null)?.Policy;
        context.Response.Redirect(permission is null ? "/no-access" : $"/no-access?permission={Uri.EscapeDataString(permission)}");
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var sessions = http.RequestServices.GetRequiredService<SessionService>();
        var used = !Machinery.Any(path => http.Request.Path.StartsWithSegments(path));
        var live = SessionPrincipal.Read(context.Principal) is { } named ? await sessions.ReadAsync(named.SessionId, named.UserId, used, http.RequestAborted) : null;
        if (live is not null)
        {
            LiveSessions.Keep(http, live);
            return;
        }

        context.RejectPrincipal();
        http.Items[Ended] = true;
        if (used) await http.SignOutAsync(Schemes.Cookie);
    }
}

/// <summary>Names cookies with the prefix <c>__Host-</c> over https, which binds them to this host and to encrypted connections (ASVS 3.3.1).</summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, Name(context, key), options);

    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
