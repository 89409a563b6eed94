using System.Net;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

public sealed partial class DocumentTests
{
    [Fact]
    public async Task The_description_names_every_endpoint_its_errors_and_its_scheme()
    {
        await using var lab = await ApiLab.OpenAsync();

        var document = await lab.ReadAsync(Role.Owner, "/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
        var described = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet();
        var mapped = lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal)).Select(path => Constraint().Replace(path, "}"));
        Assert.Empty(mapped.Distinct().Except(described));
        var list = document.GetProperty("paths").GetProperty("/api/v1/samples").GetProperty("get");
        Assert.Contains("filter[state]", list.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Contains("application/problem+json", list.GetProperty("responses").GetProperty("403").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("species_id", document.GetProperty("components").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_and_page_are_for_signed_in_people()
    {
        await using var lab = await ApiLab.OpenAsync();
        foreach (var path in new[] { "/openapi/v1.json", "/api/docs/index.html" }) await ApiLab.FaultAsync(await ApiLab.SendAsync(lab.Stranger(), "GET", path), 401, "UNAUTHENTICATED");
        var browser = await ApiLab.SendAsync(lab.Stranger(), "GET", "/api/docs/index.html", null, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Redirect, browser.StatusCode);
        Assert.Contains("/sign-in", browser.Headers.Location!.ToString(), StringComparison.Ordinal);

        var person = (await lab.Web.EnterAsync()).Client;
        foreach (var client in new[] { person, lab.As(Role.Owner) })
        {
            foreach (var path in new[] { "/openapi/v1.json", "/api/docs/index.html" }) Assert.Equal(HttpStatusCode.OK, (await ApiLab.SendAsync(client, "GET", path)).StatusCode);
        }
    }

    [Fact]
    public async Task The_page_runs_under_the_policy_of_all_pages()
    {
        await using var lab = await ApiLab.OpenAsync();
        var person = (await lab.Web.EnterAsync()).Client;

        var page = await ApiLab.SendAsync(person, "GET", "/api/docs/index.html");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)", html);
        Assert.DoesNotMatch("(src|href)=[\"']?(https?:)?//", html);
        foreach (var asset in Asset().Matches(html).Select(match => match.Groups[1].Value))
            Assert.Equal(HttpStatusCode.OK, (await ApiLab.SendAsync(person, "GET", $"/api/docs/{asset.TrimStart('.', '/')}")).StatusCode);
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_wants_a_token()
    {
        await using var lab = await ApiLab.OpenAsync();

        var open = lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

        Assert.Empty(open.Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("(?:src|href)=[\"']([^\"']+)[\"']")]
    private static partial Regex Asset();
}
