using AngleSharp.Dom;

using Bunit;

using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Components.Pages.Samples;
using FlaskTrack.Web.Components.Shared;

using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Samples;

/// <summary>The list of samples as a board by state.</summary>
public sealed class SampleBoardPageTests : PeoplePage
{
    private const string Address = "/samples?show=board&domain=tissue_culture";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_card_offers_exactly_the_moves_of_its_state_and_goes_where_it_is_moved()
    {
        var sample = await Plant.SampleAsync(name: "Leaf", state: "multiplying");
        var page = Open<SampleListPage>(Role.Scientist, Address, sample.Code);

        Assert.Equal(SampleStates.Of(Core.Catalog.Domain.TissueCulture).Next("multiplying").Select(state => state.Label), Moves(page).Select(Said));
        Assert.Equal([sample.Code], CardsOf(page, "multiplying"));
        Moves(page).Single(move => Said(move) == "Rooting").Click();

        page.WaitForAssertion(() => Assert.Equal([sample.Code], CardsOf(page, "rooting")), Patience);
        Assert.Empty(CardsOf(page, "multiplying"));
        Assert.Equal("rooting", (await Plant.ViewAsync(sample)).State);
        Assert.Equal("samples.change-state", (await Plant.LastEventAsync()).Action);
        Assert.Contains(Services.GetRequiredService<Toasts>().Items, toast => toast.Text == $"{sample.Code} is now rooting");
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task An_end_asks_first_and_takes_a_reason()
    {
        var sample = await Plant.SampleAsync(name: "Leaf");
        var page = Open<SampleListPage>(Role.Scientist, Address, sample.Code);

        Moves(page).Single(move => Said(move) == "Contaminated").Click();
        page.WaitForElement("#confirm-reason").Change("Grey mould");
        Assert.Equal("initiated", (await Plant.ViewAsync(sample)).State);
        page.FindAll("button").Single(button => Said(button) == "Move the sample").Click();

        page.WaitForAssertion(() => Assert.Equal([sample.Code], CardsOf(page, "contaminated")), Patience);
        Assert.Equal("Grey mould", (await Plant.LastEventAsync()).Reason);
        Assert.Empty(Moves(page));
    }

    [Theory]
    [InlineData("rooting", "rooting")]
    [InlineData("completed", "multiplying")]
    public async Task A_dragged_card_stays_where_no_move_leads(string to, string stays)
    {
        var sample = await Plant.SampleAsync(name: "Leaf", state: "multiplying");
        var page = Open<SampleListPage>(Role.Scientist, Address, sample.Code);

        page.Find(".lane li").DragStart();
        Assert.Contains("takes", Lane(page, "rooting").ClassList);
        Assert.Contains("shut", Lane(page, "completed").ClassList);
        Assert.DoesNotContain("takes", Lane(page, "multiplying").ClassList);
        Lane(page, to).Drop();

        page.WaitForAssertion(() => Assert.Equal([sample.Code], CardsOf(page, stays)), Patience);
        Assert.Equal(stays, (await Plant.ViewAsync(sample)).State);
        Assert.Empty(page.FindAll(".lane.takes, .lane.shut"));
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_moved_and_the_board_shows_it_as_it_is()
    {
        var sample = await Plant.SampleAsync(name: "Leaf", state: "multiplying");
        var page = Open<SampleListPage>(Role.Scientist, Address, sample.Code);
        await Plant.DoAsync(Role.Owner, new ChangeSampleState(sample.Id, "discarded"));

        Moves(page).Single(move => Said(move) == "Rooting").Click();

        page.WaitForAssertion(() => Assert.Equal([sample.Code], CardsOf(page, "discarded")), Patience);
        Assert.Contains(Services.GetRequiredService<Toasts>().Items, toast => toast.Text == $"{sample.Code} not moved");
    }

    [Fact]
    public async Task Who_may_not_change_states_moves_nothing()
    {
        var sample = await Plant.SampleAsync(name: "Leaf");
        var page = Open<SampleListPage>(Role.Viewer, Address, sample.Code);

        Assert.Empty(Moves(page));
        Assert.Equal("false", page.Find(".lane li").GetAttribute("draggable"));
        Assert.DoesNotContain("Move", Acts(page));
    }

    [Fact]
    public async Task The_address_holds_the_board_and_another_domain_is_one_choice_away()
    {
        await Plant.SampleAsync(name: "Leaf");
        var spawn = await Plant.SampleAsync(name: "Spawn", domain: Core.Catalog.Domain.Fungus);
        var page = Open<SampleListPage>(Role.Scientist, Address, "Leaf");

        page.Find("select[aria-label='Domain of the board']").Change("fungus");

        page.WaitForAssertion(() => Assert.Equal([spawn.Code], CardsOf(page, "inoculated")), Patience);
        Assert.EndsWith("/samples?show=board&domain=fungus", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("Board", Said(page.Find(".seg a[aria-current]")));
    }

    [Fact]
    public async Task A_long_column_leads_to_the_table_of_its_state()
    {
        await Plant.DoAsync(Role.Scientist, new CreateSample(await Plant.FieldsAsync("{n}")) { Count = FindSampleBoard.Most + 5 });
        var page = Open<SampleListPage>(Role.Viewer, Address, "in the table");

        var more = page.Find(".lane > a");

        Assert.Equal(("30 in the table", "/samples?state=initiated&domain=tissue_culture"), (more.TextContent, more.GetAttribute("href")));
    }

    private static List<IElement> Moves(IRenderedComponent<SampleListPage> page) => [.. page.FindAll(".lane [role=menuitem]")];

    private static IElement Lane(IRenderedComponent<SampleListPage> page, string state) => page.Find($".lane[aria-labelledby=lane-{state}]");

    private static List<string> CardsOf(IRenderedComponent<SampleListPage> page, string state) => [.. Lane(page, state).QuerySelectorAll("li a.code").Select(link => link.TextContent)];
}
