using System.Net;
using System.Text.RegularExpressions;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>Every page for everybody: it opens, or says which permission is missing, as the table of routes says; and the side bar has exactly what opens.</summary>
public sealed partial class RouteTableTests
{
    private static readonly (string Name, Role? Role)[] Visitors =
    [
        .. HttpLab.Roles.Select(role => (role.ToString(), (Role?)role)), ("No access", null), ("Suspended", null), ("Ended auditor", null), ("Not begun", null),
    ];

    [Fact]
    [Trait("assurance", "NAV-1")]
    public async Task A_page_opens_exactly_where_the_table_says_and_the_side_bar_shows_what_opens()
    {
        await using var lab = await HttpLab.OpenAsync();
        var ids = await new HttpTargets(lab).MakeAsync(lab.Plant, [(Thing.Sample, Standing.Shared, 0), (Thing.Packet, Standing.Shared, 0)]);
        var wrong = new List<string>();

        foreach (var (name, role) in Visitors)
        {
            using var browser = lab.Browser(lab[name]);
            foreach (var (route, permission) in PageRoutes.All)
            {
                var address = route.Replace("{Code}", route.StartsWith("/samples", StringComparison.Ordinal) ? ids[0] : ids[1], StringComparison.Ordinal).Replace("{Id}", $"{lab["Heir"].MemberId}", StringComparison.Ordinal).Replace("{Token}", "unknown", StringComparison.Ordinal);
                var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
                var text = await answer.Content.ReadAsStringAsync();
                if (Fault(answer, text, permission, PageRoutes.Opens(permission, role) || (permission == "member" && name == "No access")) is { } fault) wrong.Add($"{name} {address}: {fault}");
                if (address is "/" or "/no-access" && SideBar(text) is { } shown) wrong.AddRange(Compare(shown, role).Select(entry => $"{name} {address}: side bar {entry}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    [Trait("assurance", "P11-10d")]
    public async Task Nobody_signed_in_is_led_to_the_sign_in_from_every_page_that_is_not_open()
    {
        await using var lab = await HttpLab.OpenAsync();
        var client = lab.Web.Browse().Client;

        foreach (var (route, permission) in PageRoutes.All)
        {
            var answer = await client.GetAsync(new Uri(Placeholder().Replace(route, "1"), UriKind.Relative));
            var led = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in?", StringComparison.Ordinal);
            Assert.True(led == permission is not "none", $"{route}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    private static string? Fault(HttpResponseMessage answer, string text, string permission, bool opens)
    {
        var to = answer.Headers.Location?.ToString();
        if (!opens) return answer.StatusCode == HttpStatusCode.Redirect && to == $"/no-access?permission={permission}" ? null : $"{answer.StatusCode} {to} although {permission} is not held";
        if (permission == "none") return (int)answer.StatusCode < 500 || text.Contains("Request id", StringComparison.OrdinalIgnoreCase) ? null : $"{answer.StatusCode}";
        var isOpen = answer.StatusCode == HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.Redirect && to?.Contains("/no-access", StringComparison.Ordinal) == false);
        return isOpen && !text.Contains("This page is not open to you", StringComparison.Ordinal) ? null : $"{answer.StatusCode} {to} although {permission} is held";
    }

    private static IEnumerable<string> Compare(IReadOnlyList<string> shown, Role? role)
    {
        var opening = PageRoutes.SideBar.Where(entry => PageRoutes.Opens(PageRoutes.All[entry], role)).ToList();
        return shown.Except(opening).Select(entry => $"shows {entry}").Concat(opening.Except(shown).Select(entry => $"lacks {entry}"));
    }

    private static List<string>? SideBar(string page) => Side().Match(page) is { Success: true } bar ? [.. Link().Matches(bar.Value).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))] : null;

    [GeneratedRegex("<nav class=\"nav\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Side();

    [GeneratedRegex("<a href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Placeholder();
}
