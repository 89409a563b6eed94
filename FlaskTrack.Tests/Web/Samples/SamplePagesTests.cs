using Bunit;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Import;
using FlaskTrack.Web.Components.Pages.Samples;
using FlaskTrack.Web.Components.Shared;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SamplePagesTests : PeoplePage
{
    [Fact]
    public async Task A_whole_list_is_selected_changed_together_and_set_back()
    {
        for (var i = 1; i <= 3; i++) await Plant.SampleAsync(name: $"Leaf {i}");
        var page = Open<SampleListPage>(Role.Scientist, "/samples?size=25", "Leaf 3");

        page.Find("tbody .cbx").Change(true);
        page.WaitForAssertion(() => Assert.Contains("1 selected", page.Find(".bulk").TextContent, StringComparison.Ordinal));
        Press(page, "Select all 3");
        page.WaitForAssertion(() => Assert.Contains("3 selected", page.Find(".bulk").TextContent, StringComparison.Ordinal));
        Press(page, "Visibility");
        page.WaitForElement("#bulk-value").Change("restricted");
        page.WaitForAssertion(() => Assert.False(Button(page, "Change who reads 3 samples").HasAttribute("disabled")));
        Press(page, "Change who reads 3 samples");

        var toasts = Services.GetRequiredService<Toasts>();
        page.WaitForAssertion(() => Assert.Contains(toasts.Items, toast => toast.Text == "3 samples changed"), TimeSpan.FromSeconds(10));
        Assert.Equal([Visibility.Restricted], await VisibilitiesAsync());
        await page.InvokeAsync(toasts.Items.Single(toast => toast.Act is not null).Act!);
        Assert.Equal([Visibility.Organization], await VisibilitiesAsync());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk")));
    }

    [Fact]
    public async Task What_cannot_take_an_act_is_named_and_left()
    {
        var stays = await Plant.SampleAsync(name: "Leaf 1");
        var moves = await Plant.SampleAsync(name: "Leaf 2", state: "multiplying");
        var page = Open<SampleListPage>(Role.Scientist, "/samples?size=25", "Leaf 2");

        page.Find("thead .cbx").Change(true);
        page.WaitForElement(".bulk");
        Press(page, "Change state");
        page.WaitForElement("#bulk-state option[value=rooting]");
        page.Find("#bulk-state").Change("rooting");
        page.WaitForAssertion(() => Assert.Contains(stays.Code, page.Find(".skipped").TextContent, StringComparison.Ordinal));
        Press(page, "Change the state of 1 sample");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#bulk-state")), TimeSpan.FromSeconds(10));
        Assert.Equal(("initiated", "rooting"), ((await Plant.ViewAsync(stays)).State, (await Plant.ViewAsync(moves)).State));
    }

    [Fact]
    public async Task A_viewer_gets_no_boxes_and_no_acts()
    {
        await Plant.SampleAsync(name: "Leaf 1");
        var page = Open<SampleListPage>(Role.Viewer, "/samples?size=25", "Leaf 1");

        Assert.Empty(page.FindAll("table .cbx"));
        Assert.DoesNotContain("New sample", Acts(page));
        Assert.DoesNotContain("Import", Acts(page));
    }

    [Theory]
    [InlineData(Role.Scientist, "Why can I edit this sample?")]
    [InlineData(Role.Viewer, "Why can't I edit this sample?")]
    public async Task The_access_tab_says_why(Role role, string question)
    {
        var sample = await Plant.SampleAsync(name: "Leaf 1");
        var view = await Plant.ViewAsync(sample, role);
        var tab = Open<SampleAccessTab>(role, $"/samples/{sample.Code}?tab=access", "Why can I see this sample?", with => with.Add(t => t.View, view));

        Assert.Contains("Technician of plant", tab.Markup, StringComparison.Ordinal);
        tab.Find("#why-act").Change(EditSample.Requires.Name);

        tab.WaitForAssertion(() => Assert.Contains(question, tab.Find(".why h2").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lineage_tab_shows_both_directions_and_a_deleted_parent_as_such()
    {
        var parent = await Plant.SampleAsync(name: "Mother");
        var sample = await Plant.ChildAsync(parent, "Leaf");
        var child = await Plant.ChildAsync(sample, "Leaflet");
        await Plant.DoAsync(Role.Owner, new DeleteSample(parent.Code, "Mixed up"));
        var view = await Plant.ViewAsync(sample, Role.Scientist);

        var tab = Open<SampleLineageTab>(Role.Scientist, $"/samples/{sample.Code}?tab=lineage", child.Code, with => with.Add(t => t.View, view));

        Assert.Equal([$"deleted record {parent.Code}", "Leaf", "Leaflet"], tab.FindAll("tbody tr").Select(row => row.QuerySelector("td.m")?.TextContent ?? row.QuerySelector("td.t3")!.TextContent));
        Assert.Equal("true", tab.Find($"svg a[aria-label^='{sample.Code}']").GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData(Role.Scientist, true)]
    [InlineData(Role.Admin, true)]
    public async Task An_import_has_its_page_with_an_undo(Role role, bool undo)
    {
        var done = await Plant.DoAsync(Role.Scientist, new ImportSamples("leaves.csv", Sheet(), new ImportPlan()));
        var page = Open<ImportRecordPage>(role, $"/imports/{done.Code}", "1 sample created", with => with.Add(p => p.Code, done.Code!));

        Assert.Contains("leaves.csv", page.Markup, StringComparison.Ordinal);
        Assert.Equal(undo, Acts(page).Contains("Undo"));
        Assert.Contains(done.Created[0].Code, Acts(page));
    }

    private static ImportTable Sheet() => new(["Name", "Domain", "Species", "Kind"], [new ImportRow(2, ["Leaf", "tissue culture", "Nicotiana tabacum", "callus"])]);

    private async Task<IEnumerable<Visibility>> VisibilitiesAsync() => (await Plant.DoAsync(Role.Owner, new FindSamples())).Rows.Select(row => row.Visibility).Distinct();

    private static AngleSharp.Dom.IElement Button<TPage>(IRenderedComponent<TPage> page, string words)
        where TPage : Microsoft.AspNetCore.Components.IComponent => page.FindAll("button").First(button => Said(button) == words);

    private static void Press<TPage>(IRenderedComponent<TPage> page, string words)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => Said(button) == words), TimeSpan.FromSeconds(10));
        Button(page, words).Click();
    }
}
