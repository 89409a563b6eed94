using System.Net;
using System.Net.Http.Headers;
using System.Text;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
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

    [Fact]
    public async Task A_sign_in_for_one_of_several_organizations_works_in_it_also_after_a_refresh()
    {
        await using var lab = await ApiLab.OpenAsync();
        await using (var scope = lab.Web.App.Services.CreateAsyncScope())
        {
            await using var context = scope.ServiceProvider.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
            var leila = await context.Users.Where(user => user.Email == WebLab.Email).Select(user => user.Id).SingleAsync();
            var runner = new OperationRunner(new FixedCaller(Caller.Demo(leila, null)), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
            Assert.True((await runner.RunAsync(new CreateOrganization("Zwin Algae", "zwin"))).IsOk); // after Nordhavn, which is where she is without a word
        }

        var (first, _) = await LoginAsync(lab, null);
        var (chosen, refresh) = await LoginAsync(lab, "zwin");
        Assert.Equal("nordhavn", await WhereAsync(first));
        Assert.Equal("zwin", await WhereAsync(chosen));
        Assert.Equal("nordhavn", await WhereAsync(chosen, "nordhavn"));

        var again = await ApiLab.JsonAsync(await ApiLab.SendAsync(lab.Stranger(), "POST", "auth/refresh", new { refresh_token = refresh }), 200);
        chosen.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", again.GetProperty("access_token").GetString());
        Assert.Equal("zwin", await WhereAsync(chosen));
    }

    [Fact]
    public async Task A_sign_in_for_an_organization_one_is_not_in_is_refused_at_the_field_and_leaves_no_session()
    {
        await using var lab = await ApiLab.OpenAsync();
        var open = await OpenSessionsAsync(lab);

        var answer = await ApiLab.SendAsync(lab.Stranger(), "POST", "auth/login", new { username = WebLab.Email, password = AccountLab.Password, organization = "elsewhere" });

        var fault = await ApiLab.FaultAsync(answer, 422, "VALIDATION_FAILED");
        Assert.Contains("You belong to no organization", fault.GetProperty("errors").GetProperty("organization").ToString(), StringComparison.Ordinal);
        Assert.Equal(open, await OpenSessionsAsync(lab));
    }

    private static async Task<(HttpClient Client, string Refresh)> LoginAsync(ApiLab lab, string? organization)
    {
        var client = lab.Stranger();
        var tokens = await ApiLab.JsonAsync(await ApiLab.SendAsync(client, "POST", "auth/login", new { username = WebLab.Email, password = AccountLab.Password, organization }), 200);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return (client, tokens.GetProperty("refresh_token").GetString()!);
    }

    private static async Task<string?> WhereAsync(HttpClient client, string? named = null) =>
        (await ApiLab.JsonAsync(await ApiLab.SendAsync(client, "GET", "organization", null, named is null ? [] : [("Organization", named)]), 200)).GetProperty("slug").GetString();

    private static async Task<int> OpenSessionsAsync(ApiLab lab)
    {
        await using var context = lab.Web.App.Services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
        return await context.Set<UserSession>().CountAsync(session => session.EndedAt == null);
    }
}
