using System.Net;
using System.Text;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>The door of the API reads its bodies with the limits of all others, and knows where they come from.</summary>
public sealed class SignInBodyTests
{
    [Theory]
    [InlineData("login", "{\"username\":\"a\",\"password\":\"b\",\"owner_id\":1}", 422, "owner_id cannot be set here.")]
    [InlineData("login", "{\"username\":{},\"password\":\"b\"}", 422, "username has a value of the wrong type")]
    [InlineData("login", "{\"username\":\"a\",\"username\":\"b\"}", 400, "not well-formed")]
    [InlineData("login", "[1]", 400, "must be a JSON object")]
    [InlineData("refresh", "{\"refresh_token\":7}", 422, "refresh_token has a value of the wrong type")]
    [InlineData("refresh", "{", 400, "not well-formed")]
    public async Task What_cannot_be_read_is_named(string door, string body, int status, string said)
    {
        await using var lab = await ApiLab.OpenAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await lab.Stranger().PostAsync(new Uri($"/api/v1/auth/{door}", UriKind.Relative), content);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Only a known proxy is believed, and only about the caller it saw itself (ASVS 4.1.3).</summary>
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7, 198.51.100.9", "198.51.100.9")]
    [InlineData("192.0.2.1", "203.0.113.7", "127.0.0.1")]
    [Trait("assurance", "S31")]
    public async Task The_address_in_the_log_is_not_the_one_a_caller_claims(string proxy, string claimed, string logged)
    {
        await using var web = await WebLab.OpenAsync($"--ForwardedHeaders:KnownProxies:0={proxy}");
        await web.LeilaAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = new StringContent($"{{\"username\":\"{WebLab.Email}\",\"password\":\"{AccountLab.Password}\"}}", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Forwarded-For", claimed);

        using var answer = await web.Browse().Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var context = web.App.Services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
        var signIn = await context.Set<AuditEvent>().IgnoreQueryFilters().Where(e => e.Action == "auth.sign-in").OrderByDescending(e => e.Sequence).FirstAsync();
        Assert.Equal(logged, signIn.Ip);
    }
}
