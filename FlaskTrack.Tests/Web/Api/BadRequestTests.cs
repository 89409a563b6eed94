using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Api;

using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>Every route of the API gets what it should not get: 4xx in the one form that names the member, never a fault. A new route takes part without being named here.</summary>
public sealed class BadRequestTests
{
    private const string Json = "application/json";

    /// <summary>What is no value of any member, by how JSON writes it.</summary>
    private static readonly string[] Wrong = ["{\"a\":[{}]}", "[[[]]]", "\"\\ud800\"", "\"a\\u0000b\"", "\"\\u202Eabc\"", "1e999", "99999999999999999999999", "-1.5", "\"9999-99-99T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "[null]", "\"<script>\""];

    [Fact]
    public async Task A_body_that_is_none_is_refused_by_every_route_that_takes_one()
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        await lab.MakeAsync();
        var routes = Routes(lab).Where(route => route.Body is not null).ToList();
        var seen = new List<string>();

        foreach (var route in routes)
        {
            foreach (var (body, type, status) in Broken())
            {
                using var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(route.Path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
                if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                seen.AddRange(await FaultAsync($"{route} {body.Length} bytes of {type}", await lab.As(Role.Owner).SendAsync(request), answer => (int)answer.StatusCode == status));
            }
        }

        Assert.True(seen.Count == 0, string.Join("\n", seen.Take(60)));
        Assert.True(routes.Count >= 12, $"{routes.Count} routes were found.");
    }

    [Fact]
    public async Task A_member_with_a_wrong_value_is_named_by_every_route()
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        await lab.MakeAsync();
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "sites", new { name = "Greenhouse", short_code = "GREEN" }), 201);
        var (seen, refused) = (new List<string>(), new HashSet<string?>());

        foreach (var route in Routes(lab).Where(route => route.Body is not null))
        {
            foreach (var member in route.Body!.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null))
            {
                var name = SnakeCase.Of(member.Name);
                foreach (var value in Wrong)
                {
                    var answer = await lab.SendAsync(Role.Owner, route.Method, route.Path, $$"""{"{{name}}":{{value}}}""");
                    var isText = member.PropertyType == typeof(string) && value.Contains("T00:00:00", StringComparison.Ordinal); // a note may say anything
                    var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                    if (!answer.IsSuccessStatusCode && said.GetProperty("code").GetString() == "VALIDATION_FAILED") refused.Add(said.GetProperty("request_id").GetString());
                    seen.AddRange(await FaultAsync($"{route} {name} = {value}", answer, body => (int)body.StatusCode < 500, mayPass: isText || value is "-1.5" or "\"<script>\""));
                }
            }

            var unknown = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, route.Method, route.Path, """{"no_such_member":1}"""), 422, "VALIDATION_FAILED");
            Assert.Equal("no_such_member", Assert.Single(unknown.GetProperty("errors").EnumerateObject()).Name);
        }

        Assert.True(seen.Count == 0, string.Join("\n", seen.Take(60)));
        var events = await lab.EventsAsync();
        Assert.True(refused.Count > 300, $"Only {refused.Count} values were refused.");
        Assert.Contains(events, row => row.RequestId is not null);
        Assert.Empty(events.Where(row => refused.Contains(row.RequestId)).Select(row => $"{row.Action} {row.EntityType} {row.EntityCode}: {row.After}"));
    }

    [Fact]
    public async Task Addresses_and_conditions_that_name_nothing_are_refused_in_the_one_form()
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        await lab.MakeAsync();
        var seen = new List<string>();
        string[] ids = ["0", "-1", "99999999999999999999", "SMP-%F0%9F%A7%AA", "SMP-000001'--", "..%2f..%2fetc", "%3Cscript%3E", new string('9', 900), "%20", "a%0Ab"];

        foreach (var route in Routes(lab, "{id}"))
        {
            foreach (var id in ids)
            {
                var answer = await lab.SendAsync(Role.Owner, route.Method, route.Path.Replace("{id}", id, StringComparison.Ordinal), route.Body is null ? null : "{}", ("X-Reason", "Sweep"));
                seen.AddRange(await FaultAsync($"{route} with {id[..Math.Min(20, id.Length)]}", answer, body => (int)body.StatusCode is >= 400 and < 500));
            }
        }

        foreach (var match in new[] { "W/\"1\"", "\"x\"", "\"99999999999\"", "\"-1\"", "nonsense", "\"1\", \"2\"" })
            seen.AddRange(await FaultAsync(match, await lab.SendAsync(Role.Owner, "PATCH", "samples/1", new { notes = "x" }, ("If-Match", match)), answer => (int)answer.StatusCode == 412));
        var control = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "DELETE", "samples/1", null, ("X-Reason", new string('r', 1001))), 422, "VALIDATION_FAILED");
        Assert.Equal("X-Reason", Assert.Single(control.GetProperty("errors").EnumerateObject()).Name);
        Assert.True(seen.Count == 0, string.Join("\n", seen.Take(60)));
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_named_by_every_list()
    {
        await using var lab = await ApiLab.OpenForSweepAsync();
        var seen = new List<string>();
        string[] all = ["page[size]=0", "page[size]=201", "page[size]=-1", "page[size]=x", "page[size]=1&page[size]=2", "no_such=1", "filter[no_such]=1", "include=everything", "sort=no_such"];
        string[] texts = ["%00", "%1F", "%E2%80%AE", new string('x', 5000)];

        foreach (var route in Lists(lab))
        {
            foreach (var query in all) seen.AddRange(await NamedAsync(lab, route.Path, query, query.Split('=')[0]));
            if (route.Names.Contains("page[after]") && route.IsPaged) seen.AddRange(await NamedAsync(lab, route.Path, "page[after]=%3F%3F", "page[after]"));
            foreach (var text in texts.Where(_ => route.TakesText)) seen.AddRange(await NamedAsync(lab, route.Path, $"q={text}", "q"));
            foreach (var filter in route.Names.Where(name => name.StartsWith("filter[", StringComparison.Ordinal)))
                seen.AddRange(await FaultAsync($"{route.Path}?{filter}", await lab.SendAsync(Role.Owner, "GET", $"{route.Path}?{filter}=%00%F0%9F%A7%AA"), answer => (int)answer.StatusCode == 422));
        }

        Assert.True(seen.Count == 0, string.Join("\n", seen.Take(60)));
    }

    private static async Task<IEnumerable<string>> NamedAsync(ApiLab lab, string path, string query, string name)
    {
        var answer = await lab.SendAsync(Role.Owner, "GET", $"{path}?{query}");
        var wrong = await FaultAsync($"{path}?{query[..Math.Min(40, query.Length)]}", answer, body => (int)body.StatusCode == 422);
        if (wrong.Count > 0) return wrong;
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        return errors.TryGetProperty(name, out _) ? [] : [$"{path}?{query} names {errors}"];
    }

    /// <summary>What is wrong with an answer that should be a refusal.</summary>
    private static async Task<List<string>> FaultAsync(string what, HttpResponseMessage answer, Func<HttpResponseMessage, bool> expected, bool mayPass = false)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (mayPass && answer.IsSuccessStatusCode) return [];
        if (answer.IsSuccessStatusCode || !expected(answer)) return [$"{what}: {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}"];
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return [$"{what}: {(int)answer.StatusCode} is {answer.Content.Headers.ContentType}"];
        if (text.Contains("FlaskTrack.", StringComparison.Ordinal) || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("SELECT", StringComparison.Ordinal)) return [$"{what} tells of the inside: {text}"];
        var body = JsonDocument.Parse(text).RootElement;
        var named = body.GetProperty("code").GetString() != "VALIDATION_FAILED" || body.TryGetProperty("errors", out _);
        return named && body.GetProperty("request_id").GetString()!.Length > 0 ? [] : [$"{what} names no field: {text}"];
    }

    private static IEnumerable<(byte[] Body, string? Type, int Status)> Broken()
    {
        foreach (var text in new[] { "", "{", "[]", "nul", "\"x\"", "{\"a\":1,\"a\":2}", "{\"a\":1}}", string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40) }) yield return (Encoding.UTF8.GetBytes(text), Json, 400);
        yield return ([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], Json, 400);
        yield return (Encoding.Unicode.GetBytes("{}"), Json, 400);
        yield return ("{}"u8.ToArray(), null, 415);
        yield return ("{}"u8.ToArray(), "text/plain", 415);
        yield return ("name=x"u8.ToArray(), "application/x-www-form-urlencoded", 415);
        yield return (Encoding.UTF8.GetBytes($$"""{"notes":"{{new string('x', 1_050_000)}}"}"""), Json, 413);
    }

    private static IEnumerable<Route> Routes(ApiLab lab, string? id = null) =>
        from endpoint in lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where path.StartsWith("/api/v1/", StringComparison.Ordinal) && !path.StartsWith("/api/v1/auth/", StringComparison.Ordinal) && (id is null || path.Contains("{id", StringComparison.Ordinal))
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        let filled = path.Replace("{id:long}", id ?? "1", StringComparison.Ordinal).Replace("{id}", id ?? "1", StringComparison.Ordinal).Replace("{sequence:long}", "1", StringComparison.Ordinal)
        select new Route(method, filled, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType);

    private static IEnumerable<ListRoute> Lists(ApiLab lab) =>
        from endpoint in lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<QueryNote>() is not null
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select new ListRoute(path, endpoint.Metadata.GetMetadata<QueryNote>()!.Names);

    private sealed record Route(string Method, string Path, Type? Body)
    {
        public override string ToString() => $"{Method} {Path}";
    }

    private sealed record ListRoute(string Path, IReadOnlyList<string> Names)
    {
        /// <summary>Short lists come as one page and take no cursor.</summary>
        public bool IsPaged => Path is "/api/v1/samples" or "/api/v1/members" or "/api/v1/audit-events" or "/api/v1/evidence-packets";

        public bool TakesText => Path is "/api/v1/samples" or "/api/v1/members" or "/api/v1/audit-events" or "/api/v1/evidence-packets" or "/api/v1/species";
    }
}
