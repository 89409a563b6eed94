using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Tests.Support;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

public sealed class GuardTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/styles/base.css")]
    [InlineData("/scripts/theme.js")]
    [InlineData("/health/live")]
    [InlineData("/no/such/page")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/account")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        var headers = (await lab.Browse().GetAsync(path)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'", "object-src 'none'" })
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("usb=()", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Pages_are_not_kept_by_caches_and_assets_are()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();

        Assert.True((await lab.Browse().GetAsync("/sign-in")).Headers.CacheControl!.NoStore);
        Assert.True((await (await lab.EnterAsync()).GetAsync("/account")).Headers.CacheControl!.NoStore);
        Assert.False((await lab.Browse().GetAsync("/styles/base.css")).Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Over_https_cookies_are_bound_to_the_host_and_https_is_demanded()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = lab.Browse();
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await browser.GetAsync("/sign-in");
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());

        // The test's cookie jar keeps secure cookies to itself on http, so the forgery cookie is handed over by hand.
        browser.Client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        var html = await page.Content.ReadAsStringAsync();
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "sign-in"), new("name", WebLab.Email), new("password", AccountLab.Password)]);
        var answer = await browser.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith("__Host-flasktrack=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var part in new[] { "secure", "httponly", "samesite=lax", "path=/" }) Assert.Contains(part, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task The_circuits_hub_takes_connections_of_this_site_only(string origin, HttpStatusCode expected)
    {
        await using var lab = await WebLab.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative));
        request.Headers.Add("Origin", origin == "own" ? lab.Address.GetLeftPart(UriPartial.Authority) : origin);

        Assert.Equal(expected, (await lab.Browse().Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_with_and_without_its_origin()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Client.PostAsync(new Uri("/sign-out", UriKind.Relative), nothing)).StatusCode);
        using var rename = new FormUrlEncodedContent([new("_handler", "profile"), new("full_name", "Somebody Else")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Client.PostAsync(new Uri("/account", UriKind.Relative), rename)).StatusCode);
        browser.Client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/account", null, [], "/sign-out")).StatusCode);

        browser.Client.DefaultRequestHeaders.Remove("Origin");
        Assert.Contains("Leila Haddad", await browser.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_takes_tokens_and_no_cookies()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var logout = new Uri("/api/v1/auth/logout", UriKind.Relative);
        Assert.Equal(HttpStatusCode.Unauthorized, (await (await lab.EnterAsync()).Client.PostAsync(logout, null)).StatusCode);

        var client = lab.Browse().Client;
        var login = await client.PostAsJsonAsync(new Uri("/api/v1/auth/login", UriKind.Relative), new { username = WebLab.Email, password = AccountLab.Password });
        var tokens = await login.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(300, tokens.GetProperty("expires_in").GetInt32());
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {tokens.GetProperty("access_token").GetString()}");

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync(logout, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(logout, null)).StatusCode);
        var refresh = await client.PostAsJsonAsync(new Uri("/api/v1/auth/refresh", UriKind.Relative), new { refresh_token = tokens.GetProperty("refresh_token").GetString() });
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
    }

    [Fact]
    public async Task Only_these_ways_of_signing_in_are_open_to_everybody()
    {
        await using var lab = await WebLab.OpenAsync();

        var open = lab.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith("/health", StringComparison.Ordinal) && !path.StartsWith("/error", StringComparison.Ordinal) && !path.StartsWith("/not-found", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
        [
            "/.well-known/flasktrack-keys.json", "/account/confirm-email", "/api/v1/auth/login", "/api/v1/auth/refresh", "/dev/outbox", "/invitation/{Token}", "/passkey/get", "/setup", "/sign-in", "/sign-in/passkey",
            "/sign-in/recover", "/sign-in/reset", "/sign-in/two-factor", "/sign-out",
        ], open);
    }

    [Fact]
    public async Task Looking_at_pages_changes_nothing()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();
        var before = await StateAsync(lab);

        foreach (var path in new[] { "/sign-in", "/sign-in/recover", "/sign-in/reset?token=x", "/sign-in/two-factor", "/setup", "/invitation/unknown", "/account", "/account/security", "/account/security/authenticator", "/account/sessions", "/account/confirm", "/account/confirm-email?token=x", "/sign-out" })
            await browser.GetAsync(path);

        Assert.Equal(before, await StateAsync(lab));
    }

    private static async Task<string> StateAsync(WebLab lab)
    {
        await using var context = lab.App.Services.GetRequiredService<Core.Platform.Data.DatabaseFactory>().Create(new Core.Platform.Data.DatabaseScope(TimeProvider.System));
        var users = await context.Users.Select(user => user.ConcurrencyStamp).ToListAsync();
        var sessions = await context.Set<UserSession>().CountAsync();
        var tickets = await context.Set<AccountTicket>().CountAsync();
        var events = await context.Set<Core.Platform.Auditing.AuditEvent>().IgnoreQueryFilters().CountAsync();
        return $"{string.Join(',', users)} {sessions} {tickets} {events}";
    }
}
