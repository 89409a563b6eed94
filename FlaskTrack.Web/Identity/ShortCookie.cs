using Microsoft.AspNetCore.DataProtection;

namespace FlaskTrack.Web.Identity;

/// <summary>Small secrets a browser carries from one step of a form to the next: protected, out of reach of scripts, ten minutes at most.</summary>
public sealed class ShortCookie(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public void Set(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(HostCookies.Name(context, name), Protector(name).Protect(value, Life), Options(context));

    public string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[HostCookies.Name(context, name)] is not { } held) return null;
        try
        {
            return Protector(name).Unprotect(held);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // run out, or not ours
        }
    }

    public static void Clear(HttpContext context, string name) => context.Response.Cookies.Delete(HostCookies.Name(context, name), Options(context));

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("FlaskTrack.ShortCookie", name).ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext context) => new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true };
}
