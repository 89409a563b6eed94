using System.Net;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Help;
using FlaskTrack.Web.Navigation;

using Microsoft.AspNetCore.Components;

using System.Reflection;

namespace FlaskTrack.Tests.Web.Help;

/// <summary>The help says something about every page, leads nowhere that is not, and works without a network.</summary>
public sealed class HelpTests
{
    private static readonly string[] Routes = [.. typeof(LivePage).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)];

    [Fact]
    public void Every_entry_of_the_navigation_has_a_section() => Assert.All(Menu.Entries, entry => Assert.True(HelpTopics.For(entry.Href) is not null, entry.Href));

    [Fact]
    public void Every_section_and_step_leads_to_a_page_that_is_there()
    {
        var addresses = HelpTopics.All.Select(section => section.Href).Concat(HelpTopics.All.SelectMany(section => section.Paths)).Concat(HelpWalkthrough.Steps.Select(step => step.Href)).Select(address => address.Split('#', '?')[0]).Distinct();

        Assert.All(addresses, address => Assert.True(Routes.Any(route => Fits(route, address)) || Menu.Entries.Any(entry => entry.Href == address) || Routes.Any(route => route.StartsWith(address + "/", StringComparison.Ordinal)), address));
    }

    [Fact]
    public void Keys_are_told_apart_and_texts_are_sentences()
    {
        Assert.Equal(HelpPages.All.Count, HelpPages.All.Select(section => section.Key).Distinct().Count());
        Assert.Equal(9, HelpWalkthrough.Steps.Count);
        Assert.All(HelpTopics.All.SelectMany(section => section.Text), line => Assert.EndsWith(".", line, StringComparison.Ordinal));
        Assert.DoesNotContain(HelpTopics.All.SelectMany(section => section.Text), line => line.Contains('!', StringComparison.Ordinal) || line.Contains("http", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_step_takes_an_operation_of_the_catalogue() => Assert.All(HelpWalkthrough.Steps, step => Assert.True(OperationCatalogue.All.ContainsKey(step.Operation)));

    [Fact]
    [Trait("assurance", "P11-1e")]
    public async Task Its_pages_open_and_the_system_page_shows_version_and_no_path()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        foreach (var (path, said) in new[] { ("/help", "Page by page"), ("/help?q=lineage", "Recombinant work"), ("/help/page/evidence", "verify.html"), ("/help/primer", "Levels of biosafety"), ("/help/walkthrough", "in Nordhavn Biolabs"), ("/help/auditor", "as of audit event"), ("/help/roles", "You hold every permission there is"), ("/help/shortcuts", "Search in this list"), ("/help/api", "/api/v1/auth/login"), ("/help/system", "Signing keys") })
        {
            var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(said, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Path.GetTempPath(), await browser.ReadAsync("/help/system"), StringComparison.Ordinal);
        Assert.Contains("href=\"/help/page/samples\"", await browser.ReadAsync("/samples"), StringComparison.Ordinal);
        Assert.Contains("All read", await browser.ReadAsync("/notifications"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferences_are_saved_by_their_form()
    {
        await using var lab = await WebLab.OpenAsync();
        await lab.LeilaAsync();
        var browser = await lab.EnterAsync();

        var answer = await browser.PostAsync("/account/notifications", "notifications", [new("app_Alert", "true"), new("mail_Alert", "Weekly"), new("mail_PacketReady", "AtOnce"), new("digest_hour", "21")]);

        Assert.Contains("Saved.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await browser.ReadAsync("/account/notifications");
        Assert.Contains("<option value=\"Weekly\" selected", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"21\" selected", page, StringComparison.Ordinal);
    }

    private static bool Fits(string route, string address)
    {
        var (pattern, parts) = (route.Split('/'), address.Split('/'));
        return pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
