using System.Diagnostics;

using Bunit;

using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Evidence;
using FlaskTrack.Web.Components.Pages.Import;
using FlaskTrack.Web.Components.Pages.Members;
using FlaskTrack.Web.Components.Pages.Samples;

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web;

/// <summary>A link from one record straight to another of its kind keeps the page and gives it another address: it then shows the other, and nothing of the first.</summary>
public sealed class AnotherRecordTests : PeoplePage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_edit_form_of_a_sample_becomes_the_next_ones_and_saves_that()
    {
        var (first, second) = (await Plant.SampleAsync(name: "First"), await Plant.SampleAsync(name: "Second"));
        var page = Open<EditSamplePage>(Role.Scientist, $"/samples/{first.Code}/edit", "Edit First", with => with.Add(p => p.Code, first.Code));
        page.Find("#name").Change("First, half typed");
        page.Find("#reason").Change("Relabelled");

        page.Render(with => with.Add(p => p.Code, second.Code));
        page.WaitForAssertion(() => Assert.Contains("Edit Second", page.Find("h1").TextContent, StringComparison.Ordinal), Patience);

        Assert.Equal("Second", page.Find("#name").GetAttribute("value"));
        Assert.Equal("", page.Find("#reason").GetAttribute("value") ?? page.Find("#reason").TextContent);
        Assert.DoesNotContain(first.Code, page.Markup, StringComparison.Ordinal);
        page.Find("#name").Change("Second, renamed");
        await page.Find("button[data-save]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.EndsWith($"/samples/{second.Code}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal), Patience);
        Assert.Equal(("First", "Second, renamed"), ((await Plant.ViewAsync(first)).Fields.Name, (await Plant.ViewAsync(second)).Fields.Name));
    }

    [Fact]
    public async Task What_was_typed_of_the_first_is_kept_as_its_draft_and_offered_at_no_other()
    {
        var (first, second) = (await Plant.SampleAsync(name: "First"), await Plant.SampleAsync(name: "Second"));
        var page = Open<EditSamplePage>(Role.Scientist, $"/samples/{first.Code}/edit", "Edit First", with => with.Add(p => p.Code, first.Code));
        page.Find("#name").Change("First, half typed");

        page.Render(with => with.Add(p => p.Code, second.Code));
        page.WaitForAssertion(() => Assert.Contains("Edit Second", page.Find("h1").TextContent, StringComparison.Ordinal), Patience);
        Lab.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("First, half typed", (await KeptAsync(first.Code)).Values.Typed["name"]);
        Assert.Null(await DraftAsync(second.Code));

        page.Render(with => with.Add(p => p.Code, first.Code));
        page.WaitForAssertion(() => Assert.Contains("You left this form without saving", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task After_a_sample_that_is_not_there_the_next_one_is_edited()
    {
        var sample = await Plant.SampleAsync(name: "Second");
        var page = Open<EditSamplePage>(Role.Scientist, "/samples/SMP-999999/edit", "This sample is not open to you", with => with.Add(p => p.Code, "SMP-999999"));

        page.Render(with => with.Add(p => p.Code, sample.Code));

        page.WaitForAssertion(() => Assert.Equal("Second", page.Find("#name").GetAttribute("value")), Patience);
    }

    [Fact]
    public async Task A_new_sample_is_made_from_what_the_address_says_now()
    {
        var (first, second) = (await Plant.SampleAsync(name: "First"), await Plant.SampleAsync(name: "Second"));
        var page = Open<NewSamplePage>(Role.Scientist, $"/samples/new?copy={first.Code}", "New sample");
        page.WaitForAssertion(() => Assert.Equal("First", page.Find("#name").GetAttribute("value")), Patience);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/samples/new?copy={second.Code}");
        page.WaitForAssertion(() => Assert.Equal("Second", page.Find("#name").GetAttribute("value")), Patience);

        Services.GetRequiredService<NavigationManager>().NavigateTo("/samples/new");
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#name").GetAttribute("value") ?? ""), Patience);
    }

    [Fact]
    public async Task The_history_of_the_next_sample_is_its_own()
    {
        var (first, second) = (await Plant.SampleAsync(name: "First"), await Plant.SampleAsync(name: "Second"));
        await Plant.DoAsync(Role.Scientist, new ArchiveSample(first.Code, null, "Only the first"));
        await Plant.DoAsync(Role.Scientist, new ArchiveSample(second.Code, null, "Only the second"));
        var page = Open<SampleDetailPage>(Role.Scientist, $"/samples/{first.Code}?tab=history", "Only the first", with => with.Add(p => p.Code, first.Code));

        page.Render(with => with.Add(p => p.Code, second.Code));

        page.WaitForAssertion(() => Assert.Contains("Only the second", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("Only the first", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_import_becomes_the_next_ones()
    {
        var (first, second) = (await ImportAsync("first.csv"), await ImportAsync("second.csv"));
        var page = Open<ImportRecordPage>(Role.Scientist, $"/imports/{first}", "first.csv", with => with.Add(p => p.Code, first));

        page.Render(with => with.Add(p => p.Code, second));

        page.WaitForAssertion(() => Assert.Contains("second.csv", page.Find(".hd").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("first.csv", page.Find(".hd").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_packet_that_is_not_there_the_next_one_shows()
    {
        var sample = await Plant.SampleAsync();
        var packet = await Plant.RequestAsync(Role.Scientist, EvidenceGiven.Samples(sample.Code));
        var page = Open<EvidencePacketPage>(Role.Scientist, "/evidence/EVP-999999", "No packet EVP-999999", with => with.Add(p => p.Code, "EVP-999999"));

        page.Render(with => with.Add(p => p.Code, packet.Code));

        page.WaitForAssertion(() => Assert.Contains("Customer audit", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task The_page_of_a_member_becomes_the_next_ones_and_forgets_what_was_being_edited()
    {
        var ((_, first), (_, second)) = (await Plant.AnotherAsync(Role.Technician, "Tom Berg"), await Plant.AnotherAsync(Role.Technician, "Ida Holm"));
        var page = Open<MemberDetailPage>(Role.Owner, $"/members/{first}", "Tom Berg", with => with.Add(p => p.Id, first));
        page.FindAll("button").First(button => Said(button) == "Edit").Click();
        page.WaitForElement("form, .panel input");

        page.Render(with => with.Add(p => p.Id, second));

        page.WaitForAssertion(() => Assert.Equal("Ida Holm", page.Find("h1").TextContent.Trim()), Patience);
        Assert.Contains("Edit", Acts(page));
        Assert.DoesNotContain("Tom Berg", page.Markup, StringComparison.Ordinal);
    }

    private async Task<KeptDraft?> DraftAsync(string code) => (await Plant.DoAsync(Role.Scientist, new FindDraft("sample", code))).Draft;

    /// <summary>The draft, which a form that goes writes by itself.</summary>
    private async Task<KeptDraft> KeptAsync(string code)
    {
        KeptDraft? draft;
        for (var waited = Stopwatch.StartNew(); (draft = await DraftAsync(code)) is null;) Assert.True(waited.Elapsed < Patience, "No draft was kept.");
        return draft;
    }

    private async Task<string> ImportAsync(string file) =>
        (await Plant.DoAsync(Role.Scientist, new ImportSamples(file, new ImportTable(["Name", "Domain", "Species", "Kind"], [new ImportRow(2, [file, "tissue culture", "Nicotiana tabacum", "callus"])]), new ImportPlan()))).Code!;
}
