using Bunit;

using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Audit;
using FlaskTrack.Web.Components.Pages.Evidence;
using FlaskTrack.Web.Components.Pages.Organization;

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Input;

/// <summary>G-6: forms inside pages offer what was left in them, until it is saved or given up.</summary>
public sealed class KeptFormTests : PeoplePage
{
    [Fact]
    public async Task A_review_comes_back_with_its_comment_and_is_kept_no_longer_than_it_is_recorded()
    {
        var page = Open<AuditReviewsPage>(Role.Owner, "/audit/reviews", "Mark reviewed");
        await PressAsync(page, "Mark reviewed");
        var end = page.Find("#last").GetAttribute("value");
        await page.Find("#last").ChangeAsync(new() { Value = "2" });
        await page.Find("#comment").ChangeAsync(new() { Value = "Refusals of the week looked at" });
        Kept(page, "comment last");

        var again = Render<AuditReviewsPage>();
        again.WaitForAssertion(() => Assert.Contains("Mark reviewed", Acts(again)), TimeSpan.FromSeconds(10));
        await PressAsync(again, "Mark reviewed");
        again.WaitForAssertion(() => Assert.Contains("Restore", Acts(again)), TimeSpan.FromSeconds(10));
        Assert.Equal(end, again.Find("#last").GetAttribute("value"));
        await PressAsync(again, "Restore");
        Assert.Equal("2", again.Find("#last").GetAttribute("value"));
        Assert.Equal("Refusals of the week looked at", Text(again.Find("#comment")));

        await again.FindAll("button[data-save]")[0].ClickAsync(new());
        again.WaitForAssertion(() => Assert.Contains("1 to 2", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(await DraftAsync("audit-review"));
    }

    [Fact]
    public async Task Whoever_confirmed_who_they_are_finds_the_review_open_and_filled_in()
    {
        await Plant.DoAsync(Role.Owner, new KeepDraft("audit-review", null, new DraftValues(new Dictionary<string, string?> { ["comment"] = "All of it" }, new Dictionary<string, string?> { ["comment"] = null })));

        var page = Open<AuditReviewsPage>(Role.Owner, "/audit/reviews?restore=1", "What was looked at");

        page.WaitForAssertion(() => Assert.Equal("All of it", Text(page.Find("#comment"))), TimeSpan.FromSeconds(10));
        await PressAsync(page, "Cancel");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#comment")));
        Assert.Null(await DraftAsync("audit-review"));
    }

    [Fact]
    public async Task A_packet_that_was_half_asked_for_comes_back_with_what_its_address_does_not_hold()
    {
        var sample = (await Plant.DoAsync(Role.Scientist, new CreateSample(await Plant.FieldsAsync()))).Samples.Single();
        var page = Open<EvidenceNewPage>(Role.Owner, "/evidence/new", "Code of the sample");
        await page.Find("#codes").ChangeAsync(new() { Value = sample.Code });
        await PressAsync(page, "Next");
        page.WaitForAssertion(() => Assert.Contains("Record sheets", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await PressAsync(page, "Next");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#purpose")), TimeSpan.FromSeconds(10));
        await page.Find("#purpose").ChangeAsync(new() { Value = "Customer audit" });
        Kept(page, "codes purpose");

        // As after a reload: the address has the step and the code.
        var reloaded = Render<EvidenceNewPage>();
        reloaded.WaitForAssertion(() => Assert.Contains("Restore", Acts(reloaded)), TimeSpan.FromSeconds(10));
        await PressAsync(reloaded, "Restore");
        reloaded.WaitForAssertion(() => Assert.Equal("Customer audit", reloaded.Find("#purpose").GetAttribute("value")), TimeSpan.FromSeconds(10));
        await reloaded.Find("#purpose").ChangeAsync(new() { Value = "Customer audit of May" });
        Kept(reloaded, "codes purpose");

        // As on another day: the address is bare.
        Services.GetRequiredService<NavigationManager>().NavigateTo("/evidence/new");
        var later = Render<EvidenceNewPage>();
        later.WaitForAssertion(() => Assert.Contains("Restore", Acts(later)), TimeSpan.FromSeconds(10));
        await PressAsync(later, "Restore");
        Assert.Equal(sample.Code, later.Find("#codes").GetAttribute("value"));
        for (var step = 1; step < EvidenceDraft.Steps; step++)
        {
            var next = step + 1;
            await PressAsync(later, "Next");
            later.WaitForAssertion(() => Assert.Contains($"<span>{next}</span>", later.Find("li.on").InnerHtml, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        }

        await PressAsync(later, "Build packet");
        later.WaitForAssertion(() => Assert.Contains("/evidence/EVP-", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(await DraftAsync("evidence"));
    }

    [Fact]
    public async Task A_new_slug_with_its_reason_comes_back_beside_the_settings_above()
    {
        var page = Open<GeneralSettingsPage>(Role.Owner, "/organization/settings/general", "New slug");
        await page.Find("#slug").ChangeAsync(new() { Value = "orchard" });
        await page.Find("#slug_reason").ChangeAsync(new() { Value = "A new name" });
        Kept(page, "reason slug");

        var again = Render<GeneralSettingsPage>();
        again.WaitForAssertion(() => Assert.Contains("Restore", Acts(again)), TimeSpan.FromSeconds(10));
        await PressAsync(again, "Restore");
        Assert.Equal("orchard", again.Find("#slug").GetAttribute("value"));
        Assert.Equal("A new name", Text(again.Find("#slug_reason")));

        await again.FindAll("form")[^1].SubmitAsync();
        again.WaitForAssertion(() => Assert.Contains("works too until", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(await DraftAsync("organization-slug"));
    }

    [Fact]
    public async Task The_reason_for_closing_comes_back_and_the_slug_that_makes_sure_does_not()
    {
        var page = Open<CloseOrganizationPage>(Role.Owner, "/organization/close", "Type plant to close it");
        await page.Find("#slug").ChangeAsync(new() { Value = "plant" });
        await page.Find("#reason").ChangeAsync(new() { Value = "The lab has moved" });
        Kept(page, "reason");

        Services.GetRequiredService<NavigationManager>().NavigateTo("/organization/close?restore=1");
        var again = Render<CloseOrganizationPage>();

        again.WaitForAssertion(() => Assert.Equal("The lab has moved", Text(again.Find("#reason"))), TimeSpan.FromSeconds(10));
        Assert.Null(again.Find("#slug").GetAttribute("value"));
    }

    [Fact]
    public async Task A_new_organization_comes_back_with_the_slug_that_was_typed_and_is_discarded_where_that_is_asked()
    {
        var page = Open<NewOrganizationPage>(Role.Owner, "/organization/new", "Create organization");
        await page.Find("#slug").ChangeAsync(new() { Value = "house" });
        await page.Find("#name").ChangeAsync(new() { Value = "Glass house" });
        Kept(page, "name slug");

        var again = Render<NewOrganizationPage>();
        again.WaitForAssertion(() => Assert.Contains("Restore", Acts(again)), TimeSpan.FromSeconds(10));
        await PressAsync(again, "Restore");
        Assert.Equal(("Glass house", "house"), (again.Find("#name").GetAttribute("value"), again.Find("#slug").GetAttribute("value")));

        var third = Render<NewOrganizationPage>();
        third.WaitForAssertion(() => Assert.Contains("Discard", Acts(third)), TimeSpan.FromSeconds(10));
        await PressAsync(third, "Discard");
        Assert.Null(await DraftAsync("organization-new"));
    }

    private async Task<KeptDraft?> DraftAsync(string page) => (await Plant.DoAsync(Role.Owner, new FindDraft(page))).Draft;

    /// <summary>Typing has paused.</summary>
    private void Kept<TPage>(IRenderedComponent<TPage> page, string fields)
        where TPage : IComponent
    {
        Lab.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll($"[data-kept='{fields}']")), TimeSpan.FromSeconds(10));
    }

    private static Task PressAsync<TPage>(IRenderedComponent<TPage> page, string words)
        where TPage : IComponent => page.FindAll("button").First(button => Said(button) == words).ClickAsync(new());

    private static string Text(AngleSharp.Dom.IElement field) => field.TextContent + field.GetAttribute("value");
}
