using System.Text.RegularExpressions;

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>Every address that the application serves, asked by nobody and by a member without any right: nothing of the organization comes out, and nothing
/// changes (21 CFR 11.10(d)).</summary>
[Trait("assurance", "P11-10d")]
public sealed partial class CrawlTests
{
    /// <summary>What is served to people who are not signed in: the approved list. Pages are in <see cref="PageRoutes"/>.</summary>
    private static readonly string[] OpenToNobody =
    [
        "GET /.well-known/flasktrack-keys.json", "GET /health/live", "GET /health/ready",
    ];

    [Fact]
    [Trait("assurance", "S24")]
    public async Task Nobody_gets_anything_from_any_address()
    {
        await using var lab = await HttpLab.OpenAsync();
        var answers = await CrawlAsync(lab, lab.Web.Browse().Client, null);

        Assert.Empty(answers.Where(answer => answer.Text.Contains("entinel", StringComparison.Ordinal) || answer.Text.Contains("Lab plant", StringComparison.Ordinal) || answer.Text.Contains("@lab.example", StringComparison.Ordinal)).Select(answer => answer.Key));
        var open = answers.Where(answer => answer.Status is >= 200 and < 300 && !PageRoutes.All.ContainsKey(answer.Key[4..]) && !Machinery(answer.Key)).Select(answer => answer.Key);
        Assert.Equal(OpenToNobody, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_without_any_right_gets_nothing_from_any_address()
    {
        await using var lab = await HttpLab.OpenAsync();
        using var browser = lab.Browser(lab["No access"]);
        var answers = await CrawlAsync(lab, browser, lab["No access"]);

        Assert.Empty(answers.Where(answer => answer.Text.Contains("entinel", StringComparison.Ordinal) || answer.Text.Contains("Colleague", StringComparison.Ordinal)).Select(answer => answer.Key));
        Assert.Equal(["GET /api/v1/me"], answers.Where(answer => answer.Key.Contains("/api/v1/", StringComparison.Ordinal) && answer.Status is >= 200 and < 300).Select(answer => answer.Key));
    }

    private static async Task<List<(string Key, int Status, string Text)>> CrawlAsync(HttpLab lab, HttpClient client, Person? person)
    {
        var targets = await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0), (Thing.Packet, Standing.Shared, 0), (Thing.Member, Standing.Shared, 0), (Thing.Site, Standing.Shared, 0), (Thing.Invitation, Standing.Shared, 0)]);
        var before = await HttpState.ReadAsync(lab);
        var answers = new List<(string Key, int Status, string Text)>();
        foreach (var endpoint in lab.Web.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "}").Trim('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                if (ApiRoutes.Doors.Contains($"{method} {pattern}")) continue;
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Fill(pattern, targets), UriKind.Relative));
                if (person is not null && pattern.StartsWith("/api/", StringComparison.Ordinal)) request.Headers.Authorization = new("Bearer", person.Token);
                if (method is not ("GET" or "HEAD")) request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request);
                answers.Add(($"{method} {pattern}", (int)answer.StatusCode, $"{answer.Headers} {await answer.Content.ReadAsStringAsync()}"));
            }
        }

        Assert.True(answers.Count > 80, $"Only {answers.Count} addresses were found.");
        Assert.Equal(before, await HttpState.ReadAsync(lab));
        return answers;
    }

    private static string Fill(string pattern, string[] targets)
    {
        var id = pattern switch
        {
            _ when pattern.Contains("/samples", StringComparison.Ordinal) => targets[0],
            _ when pattern.Contains("/evidence", StringComparison.Ordinal) => targets[1],
            _ when pattern.Contains("/members", StringComparison.Ordinal) => targets[2],
            _ when pattern.Contains("/sites", StringComparison.Ordinal) => targets[3],
            _ when pattern.Contains("/invitations", StringComparison.Ordinal) => targets[4],
            _ => "1",
        };
        return Placeholder().Replace(pattern.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{slug}", "plant", StringComparison.Ordinal), id);
    }

    /// <summary>Scripts and sockets of the framework, which carry nothing of anybody.</summary>
    private static bool Machinery(string key) => key.Contains("/_blazor", StringComparison.Ordinal) || key.Contains("/_framework", StringComparison.Ordinal);

    [GeneratedRegex(@":[a-z]+(\([^)]*\))?\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
