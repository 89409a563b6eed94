using System.Text.RegularExpressions;

using FlaskTrack.Tests.Matrix.Http;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace FlaskTrack.Tests.Architecture;

/// <summary>The matrix has every route of the API, and no other.</summary>
public sealed partial class ApiRouteArchitectureTests
{
    [Fact]
    [Trait("assurance", "S3")]
    public async Task Every_route_of_the_API_is_in_the_matrix()
    {
        var routes = (await RoutesAsync()).Where(route => route.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal)).Select(route => $"{route.Method} {route.Pattern}").Order(StringComparer.Ordinal);

        Assert.Equal(ApiRoutes.All.Select(route => route.Key).Concat(ApiRoutes.Doors).Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    [Trait("assurance", "NAV-1")]
    public void Every_page_is_in_the_table_of_routes()
    {
        var pages = typeof(AppHost).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()).Select(route => Constraint().Replace(route.Template, "}"));

        Assert.Equal(PageRoutes.All.Keys.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    /// <summary>Every endpoint of the application with its methods, as it would serve them; nothing is started.</summary>
    internal static async Task<IReadOnlyList<(string Method, string Pattern, RouteEndpoint Endpoint)>> RoutesAsync()
    {
        var folder = Directory.CreateTempSubdirectory("flasktrack-routes-");
        await using var app = AppHost.Build([$"--contentRoot={Path.Combine(Repository.Root, "FlaskTrack.Web")}", "--environment=Production", $"--Data:Folder={folder.FullName}"]);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        folder.Delete(recursive: true);
        return [.. endpoints.SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, Plain(endpoint), endpoint)))];
    }

    private static string Plain(RouteEndpoint endpoint) => "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "}").Trim('/');

    [GeneratedRegex(@":[a-z]+(\([^)]*\))?\}")]
    private static partial Regex Constraint();
}
