using FlaskTrack.Core.Accounts;
using System.Net;
using System.Text.Json;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Accounts;

/// <summary>What a passkey signed counts once, and what failed is noted.</summary>
[Trait("assurance", "S23")]
public sealed class PasskeySignInTests
{
    [Fact]
    public async Task An_answer_seen_on_its_way_signs_nobody_in_a_second_time()
    {
        await using var lab = await WebLab.OpenAsync();
        var site = new UriBuilder(lab.Address) { Host = "localhost" }.Uri;
        var leila = await lab.LeilaAsync();
        using var passkey = await SoftPasskey.OfAsync(lab.App.Services, leila);
        Assert.Null(await LastUsedAsync(lab, leila));
        using var owner = new WebLab.Browser(site);
        var options = await OptionsAsync(owner);
        var asked = owner.Cookies["ft-passkey"]!.Value;
        var answer = passkey.Answer(options, site);
        Assert.True(IsIn(await SendAsync(owner, site, answer)));
        Assert.InRange((await LastUsedAsync(lab, leila))!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow());

        using var thief = new WebLab.Browser(site);
        thief.Client.DefaultRequestHeaders.Add("Cookie", $"ft-passkey={asked}");
        Assert.False(IsIn(await SendAsync(thief, site, answer)));

        using var again = new WebLab.Browser(site);
        Assert.True(IsIn(await SendAsync(again, site, passkey.Answer(await OptionsAsync(again), site))));
    }

    private static async Task<DateTimeOffset?> LastUsedAsync(WebLab lab, long userId)
    {
        await using var scope = lab.App.Services.CreateAsyncScope();
        return Assert.Single((await scope.ServiceProvider.GetRequiredService<ProfileService>().FindAsync(userId))!.Passkeys).LastUsedAt;
    }

    [Fact]
    public async Task A_failed_sign_in_by_passkey_is_in_the_audit_log()
    {
        await using var lab = await WebLab.OpenAsync();
        var site = new UriBuilder(lab.Address) { Host = "localhost" }.Uri;
        using var passkey = await SoftPasskey.OfAsync(lab.App.Services, await lab.LeilaAsync());
        using var stranger = new WebLab.Browser(site);

        Assert.False(IsIn(await SendAsync(stranger, site, passkey.Answer(await OptionsAsync(stranger), site, forged: true))));

        await using var context = lab.App.Services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
        var noted = Assert.Single(await context.Set<AuditEvent>().IgnoreQueryFilters().Where(e => e.Action == "auth.sign-in-failed").ToListAsync());
        Assert.Contains("passkey", JsonSerializer.Serialize(noted.After), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", noted.Ip);
    }

    private static bool IsIn(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString == "/";
    }

    private static async Task<string> OptionsAsync(WebLab.Browser browser) => await (await browser.PostAsync("/sign-in", null, [], "/passkey/get")).Content.ReadAsStringAsync();

    private static async Task<HttpResponseMessage> SendAsync(WebLab.Browser browser, Uri site, string credential)
    {
        browser.Client.DefaultRequestHeaders.Remove("Origin");
        browser.Client.DefaultRequestHeaders.Add("Origin", site.GetLeftPart(UriPartial.Authority));
        return await browser.PostAsync("/sign-in", null, [new("credential", credential)], "/sign-in/passkey");
    }
}
