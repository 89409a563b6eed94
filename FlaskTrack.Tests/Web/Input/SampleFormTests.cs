using Bunit;

using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Samples;

using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Web.Input;

/// <summary>The form of a sample over the real runner: drafts, double clicks, and a draft that meets somebody else's change.</summary>
public sealed class SampleFormTests : PeoplePage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_half_filled_form_is_offered_again_restored_and_gone_once_saved()
    {
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "New sample");
        page.Find("#name").Change("Callus ܟ <b> half");
        page.Find("#count").Change("3");
        Lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await KeptAsync(page, "sample", "name", "Callus ܟ <b> half");

        await DisposeComponentsAsync();

        var again = Render<NewSamplePage>();
        again.WaitForAssertion(() => Assert.Contains("You left this form without saving", again.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal("", again.Find("#name").GetAttribute("value") ?? "");
        await Button(again, "Restore").ClickAsync(new());
        Assert.Equal("Callus ܟ <b> half", again.Find("#name").GetAttribute("value"));
        Assert.Equal("3", again.Find("#count").GetAttribute("value"));

        again.Find("#name").Change("Callus {n}");
        Fill(again);
        await again.Find("button[data-save]").ClickAsync(new());
        again.WaitForAssertion(() => Assert.EndsWith("/samples?view=all", Services.GetRequiredNavigation().Uri, StringComparison.Ordinal), Patience);
        Assert.Equal(3, await CountAsync());
        Assert.Null((await Plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone()
    {
        await Plant.DoAsync(Role.Scientist, new KeepDraft("sample", null, new DraftValues(new Dictionary<string, string?> { ["name"] = "Old" }, new Dictionary<string, string?> { ["name"] = null })));
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "You left this form without saving");

        await Button(page, "Discard").ClickAsync(new());

        page.WaitForAssertion(() => Assert.DoesNotContain("You left this form", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Null((await Plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
    }

    [Fact]
    public async Task Two_clicks_on_save_make_one_sample()
    {
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "New sample");
        page.Find("#name").Change("Once");
        Fill(page);
        var save = page.Find("button[data-save]");

        await Task.WhenAll(save.ClickAsync(new()), save.ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("/samples/SMP-", Services.GetRequiredNavigation().Uri, StringComparison.Ordinal), Patience);
        Assert.Equal(1, await CountAsync());
        await DisposeComponentsAsync();
        Assert.Null((await Plant.DoAsync(Role.Scientist, new FindDraft("sample"))).Draft);
    }

    [Fact]
    public async Task One_wrong_field_is_named_and_every_value_stays()
    {
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "New sample");
        Fill(page);
        page.Find("#name").Change("Leaf <script>alert(1)</script> é");
        page.Find("#quantity").Change("1,234");
        page.Find("#unit").Change("mL");
        page.Find("#notes").Change(new string('n', 20_001));

        await page.Find("button[data-save]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("can mean 1234 or 1.234", page.Find("#quantity-error").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("20001 characters; at most 20000", page.Find("#notes-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(["#notes", "#quantity"], page.FindAll(".errs a").Select(link => link.GetAttribute("href")![link.GetAttribute("href")!.IndexOf('#', StringComparison.Ordinal)..]).Order(StringComparer.Ordinal));
        Assert.Equal("Leaf <script>alert(1)</script> é", page.Find("#name").GetAttribute("value"));
        Assert.Equal("1,234", page.Find("#quantity").GetAttribute("value"));
        Assert.Equal(20_001, page.Find("#notes").GetAttribute("value")!.Length);
        Assert.Empty(page.FindAll("script"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Custom_fields_that_would_be_lost_are_refused()
    {
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "New sample");
        Fill(page);
        foreach (var (at, (name, value)) in new[] { ("Batch", "45-A"), ("Batch", "46"), ("Vessel", "") }.Index())
        {
            await Button(page, "Add a field").ClickAsync(new());
            page.Find(at == 0 ? "#custom_fields" : $"#custom-{at}-name").Change(name);
            page.Find($"#custom-{at}-value").Change(value);
        }

        await page.Find("button[data-save]").ClickAsync(new());

        Assert.Contains("\"Batch\" is there twice", page.Find("#custom_fields-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"Vessel\" is half a custom field", page.Find("#custom_fields-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    /// <summary>Two tries of saving with other content: nothing somebody else wrote meanwhile is overwritten by a draft.</summary>
    [Fact]
    public async Task A_draft_of_a_record_that_changed_meanwhile_shows_both()
    {
        var species = await Plant.SpeciesAsync();
        var fields = new SampleFields { Name = "Leaf", Domain = Core.Catalog.Domain.TissueCulture, SpeciesId = species, Kind = SampleKind.Callus, Location = "Bench 1" };
        var made = (await Plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples[0];
        await Plant.DoAsync(Role.Scientist, new KeepDraft("sample", made.Code, new DraftValues(new Dictionary<string, string?> { ["location"] = "Bench 2" }, new Dictionary<string, string?> { ["location"] = "Bench 1" })));
        await Plant.DoAsync(Role.Owner, new EditSample(made.Id, fields with { Location = "Cold room" }, 1));
        var page = Open<EditSamplePage>(Role.Scientist, $"/samples/{made.Code}/edit", "You left this form without saving", given => given.Add(edit => edit.Code, made.Code));

        await Button(page, "Restore").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("was changed meanwhile", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("Bench 2", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Cold room", page.Markup, StringComparison.Ordinal);
    }

    private static void Fill(IRenderedComponent<NewSamplePage> page)
    {
        page.Find("#domain").Change("tissue_culture");
        page.PickSpecies();
        page.Find("#kind").Change("callus");
    }

    private async Task KeptAsync(IRenderedComponent<NewSamplePage> page, string form, string field, string value)
    {
        // The draft is written after the pause on the page's own thread; each look lets that go on.
        for (var tries = 0; tries < 200; tries++)
        {
            var draft = (await Plant.DoAsync(Role.Scientist, new FindDraft(form))).Draft;
            if (draft?.Values.Typed.GetValueOrDefault(field) == value) return;
            await page.InvokeAsync(() => { });
        }

        Assert.Fail("No draft was kept.");
    }

    private Task<int> CountAsync() => Plant.ReadAsync(context => context.Set<Sample>().CountAsync());

    private static AngleSharp.Dom.IElement Button<TPage>(IRenderedComponent<TPage> page, string words)
        where TPage : IComponent => page.FindAll("button").First(button => Said(button) == words);
}

/// <summary>Short words for the tests.</summary>
internal static class PageServices
{
    /// <summary>Types the name of a species and takes it.</summary>
    public static void PickSpecies(this IRenderedComponent<NewSamplePage> page, string name = "Nicotiana tabacum")
    {
        page.Find("#species").Input(name);
        page.Find("#species").KeyDown("Enter");
    }

    public static NavigationManager GetRequiredNavigation(this IServiceProvider services) => (NavigationManager)services.GetService(typeof(NavigationManager))!;
}
