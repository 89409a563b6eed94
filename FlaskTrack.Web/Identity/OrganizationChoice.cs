namespace FlaskTrack.Web.Identity;

/// <summary>Which organization a request means: a client names it in a header, a browser in a cookie that the page's tab sets.</summary>
public static class OrganizationChoice
{
    /// <summary>Readable by the page's script, because each tab has its own choice; it is no secret and gives no right.</summary>
    public const string Cookie = "ft-org";
    public const string Header = "Organization";

    /// <summary>The slug; null lets the runner take the person's first organization.</summary>
    public static string? Of(HttpContext context)
    {
        if (Visitors.IsApi(context)) return context.Request.Headers[Header].ToString() is { Length: > 0 } named ? named : null;
        var chosen = context.Request.Cookies[Cookie];
        var organizations = LiveSessions.Of(context)?.Organizations ?? [];

        // A choice left by another person on this browser must not lock this one out.
        return organizations.FirstOrDefault(row => row.AnswersTo(chosen))?.Slug ?? (organizations is [var first, ..] ? first.Slug : null);
    }

    public static void Choose(HttpContext context, string slug) => context.Response.Cookies.Append(Cookie, slug, new CookieOptions
    {
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
        IsEssential = true,
    });
}
