using System.Net;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>ACC-5: where the organization requires a second factor, a member who signed in without one reaches nothing of it, only the pages of the own account
/// on which one is enrolled.</summary>
[Trait("assurance", "ACC-5")]
public sealed class EnrolmentOnlyTests
{
    private const string Enrolment = "/account/security?Said=two-factor";

    [Fact]
    public async Task Every_page_of_the_organization_leads_to_the_enrolment()
    {
        await using var lab = await OpenAsync();
        var ids = await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0), (Thing.Packet, Standing.Shared, 0)]);
        using var browser = lab.Browser(lab[Role.Owner]);
        var wrong = new List<string>();

        foreach (var (route, permission) in PageRoutes.All.Where(pair => pair.Value != "none"))
        {
            var address = route.Replace("{Code}", route.StartsWith("/samples", StringComparison.Ordinal) ? ids[0] : ids[1], StringComparison.Ordinal).Replace("{Id}", $"{lab["Heir"].MemberId}", StringComparison.Ordinal);
            var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            var led = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.ToString() == Enrolment;
            if (permission != "signed-in" && !led) wrong.Add($"{address}: {answer.StatusCode} {answer.Headers.Location}");
            if (text.Contains("Sentinel", StringComparison.Ordinal) || text.Contains("Heir", StringComparison.Ordinal)) wrong.Add($"{address} shows what is the organization's.");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Contains("Set up an authenticator", await (await browser.GetAsync(new Uri(Enrolment, UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_of_the_API_asks_for_the_second_factor()
    {
        await using var lab = await OpenAsync();
        var routes = ApiRoutes.All;
        var ids = await new HttpTargets(lab).MakeAsync(lab.Plant, [.. routes.Select(route => (route.On, Standing.Shared, 0L))]);
        var wrong = new List<string>();

        foreach (var (index, route) in routes.Index())
        {
            var answer = await lab.SendAsync(lab[Role.Owner], route.Method, route.Address(ids[index]), route.Body?.Invoke(lab.NextGiven()));
            if (answer.Status != 403 || !answer.Text.Contains("\"required_capability\":\"two_factor\"", StringComparison.Ordinal)) wrong.Add($"{route.Key}: {answer.Status} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<HttpLab> OpenAsync()
    {
        var lab = await HttpLab.OpenAsync();
        await lab.InAsync(lab.Plant, async context => (await context.Set<Organization>().SingleAsync()).TwoFactorPolicy = TwoFactorPolicy.Required);
        return lab;
    }
}
