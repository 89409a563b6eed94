using System.Globalization;
using System.Net;
using System.Net.Http.Json;

using FlaskTrack.E2E.Support;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace FlaskTrack.E2E;

[Collection(JourneyCollection.Name)]
public sealed class ViewerJourneys(Journeys journeys)
{
    private static readonly string[] ListActs = ["Import", "New sample"];
    private static readonly string[] BulkActs = ["Change state", "Visibility", "Archive", "Delete"];
    private static readonly string[] SampleActs = ["Edit", "Change state"];
    private static readonly string[] AdminMore = ["New sample from this", "New sample with these values", "Compare", "Export evidence packet", "Change visibility", "Transfer to another owner", "Archive", "Delete"];

    [Fact]
    public async Task A_viewer_sees_no_act_where_an_admin_sees_them_all()
    {
        await using var viewer = await journeys.SignInAsync("viewer");
        await using var admin = await journeys.SignInAsync("admin");
        var code = await viewer.FirstCodeAsync();
        await admin.OpenAsync("/samples");

        await OnlyForAsync(admin, viewer, ListActs);
        await Expect(viewer.Page.Locator("main [data-new], main [data-save]")).ToHaveCountAsync(0);
        await Expect(viewer.Page.Locator("main").GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await admin.Page.Locator("main tbody").GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await OnlyForAsync(admin, viewer, BulkActs);
        foreach (var visit in new[] { admin, viewer }) await visit.OpenAsync($"/samples/{code}");
        await Expect(viewer.Page.GetByRole(AriaRole.Tab, new() { Name = "History" }).Or(viewer.Link("History")).First).ToBeVisibleAsync();
        await OnlyForAsync(admin, viewer, SampleActs);
        Assert.Equal(["Compare"], await MoreAsync(viewer));
        Assert.Equal(AdminMore, await MoreAsync(admin));
        foreach (var address in new[] { $"/samples/{code}/edit", "/samples/new", "/import/samples", "/evidence/new", "/members/invitations" })
        {
            await viewer.Page.GotoAsync(address);
            await Expect(viewer.Heading).ToHaveTextAsync("This page is not open to you");
        }
    }

    [Fact]
    public async Task A_forged_call_of_a_viewer_changes_nothing_and_the_admin_reads_of_it_in_the_log()
    {
        await using var viewer = await journeys.SignInAsync("viewer");
        var code = await viewer.FirstCodeAsync();
        using var client = await journeys.ApiAsync("viewer@plant.example");
        var address = new Uri($"/api/v1/samples/{code}", UriKind.Relative);
        var before = await client.GetStringAsync(address);

        using var edit = await client.PatchAsJsonAsync(address, new { name = "Forged" });
        using var delete = await client.DeleteAsync(address);
        var cookieOnly = await viewer.Page.APIRequest.PatchAsync(address.ToString(), new() { DataObject = new { name = "Forged" } });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, 401), (edit.StatusCode, delete.StatusCode, cookieOnly.Status));
        Assert.Equal(before, await client.GetStringAsync(address));
        await viewer.OpenAsync($"/samples/{code}");
        await Expect(viewer.Heading).Not.ToHaveTextAsync("Forged");

        await using var admin = await journeys.SignInAsync("admin");
        foreach (var act in new[] { "samples.edit", "samples.delete" })
        {
            await admin.OpenAsync($"/audit?outcome=denied&role=viewer&channel=rest&action={act}");
            var row = admin.Page.Locator("main tbody tr");
            await Expect(row).ToHaveCountAsync(1);
            await Expect(row).ToContainTextAsync("Denied");
            await Expect(row).ToContainTextAsync("Viewer");
        }
    }

    private static async Task OnlyForAsync(Visit admin, Visit viewer, string[] acts)
    {
        foreach (var act in acts)
        {
            await Expect(Act(admin, act)).ToBeVisibleAsync();
            await Expect(Act(viewer, act)).ToHaveCountAsync(0);
        }
    }

    /// <summary>The words of every entry under More, without their glyphs.</summary>
    private static async Task<IEnumerable<string>> MoreAsync(Visit visit)
    {
        var main = visit.Page.Locator("main");
        await main.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Expect(main.GetByRole(AriaRole.Menuitem, new() { Name = "Compare", Exact = true })).ToBeVisibleAsync();
        var entries = await main.GetByRole(AriaRole.Menuitem).AllInnerTextsAsync();
        return entries.Select(entry => string.Concat(entry.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.PrivateUse)).Trim());
    }

    private static ILocator Act(Visit visit, string name)
    {
        var main = visit.Page.Locator("main");
        return main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).Or(main.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })).First;
    }
}
