using Bunit;

using FlaskTrack.Web.Components.Pages.Samples;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SampleFormPartsTests : KitContext
{
    private static readonly Choice[] species = [new("1", "Agave tequilana"), new("2", "Musa acuminata (Banana)"), new("3", "Rubus idaeus (Raspberry)"), new("4", "Théobroma cacao")];
    private string? taken;

    private IRenderedComponent<SearchSelect> Pick(string? value = null) => Render<SearchSelect>(pick => pick
        .Add(p => p.Id, "species").Add(p => p.Empty, "Choose a species").Add(p => p.Choices, species).Add(p => p.Value, value).Add(p => p.ValueChanged, next => taken = next));

    private static IEnumerable<string> Offered(IRenderedComponent<SearchSelect> pick) => pick.FindAll("[role=option]").Select(option => option.TextContent);

    [Fact]
    public void Typing_narrows_by_any_word_whatever_its_case_and_accents()
    {
        var pick = Pick();
        pick.Find("input").Input("BAN mus");
        Assert.Equal(["Musa acuminata (Banana)"], Offered(pick));
        pick.Find("input").Input("theo");
        Assert.Equal(["Théobroma cacao"], Offered(pick));
        pick.Find("input").Input("yeast");
        Assert.Equal(["Nothing matches \"yeast\""], Offered(pick));
    }

    [Fact]
    public void Arrows_move_and_Enter_takes()
    {
        var pick = Pick();
        pick.Find("input").KeyDown("ArrowDown");
        pick.Find("input").KeyDown("ArrowDown");
        Assert.Equal("species-1", pick.Find("input").GetAttribute("aria-activedescendant"));
        pick.Find("input").KeyDown("Enter");
        Assert.Equal("2", taken);
        Assert.Empty(pick.FindAll("[role=listbox]"));
    }

    [Fact]
    public void Escape_leaves_what_was_chosen()
    {
        var pick = Pick("3");
        pick.Find("input").Input("mu");
        pick.Find("input").KeyDown("Escape");
        Assert.Equal("Rubus idaeus (Raspberry)", pick.Find("input").GetAttribute("value"));
        Assert.Null(taken);
    }

    [Fact]
    public void A_name_that_arrives_whole_is_taken()
    {
        Pick().Find("input").Change("agave TEQUILANA");
        Assert.Equal("1", taken);
    }

    [Fact]
    public void Custom_fields_keep_any_character_in_names_and_values()
    {
        (string Name, string Value)[] fields = [("pH: start", "5.8"), ("Note \"x\"", "a: b, c\\d é")];
        Assert.Equal(fields, CustomFieldText.Read(CustomFieldText.Of(fields)));
        Assert.Equal("pH: start: 5.8\nNote \"x\": a: b, c\\d é", CustomFieldText.Words(CustomFieldText.Of(fields)));
        Assert.Empty(CustomFieldText.Read("not json"));
        Assert.Null(CustomFieldText.Of([]));
    }

    [Fact]
    public void Custom_field_rows_are_added_changed_and_removed()
    {
        var rows = Render<CustomFieldRows>(form => form.Add(f => f.Value, CustomFieldText.Of([("Medium", "MS")])).Add(f => f.ValueChanged, next => taken = next));
        rows.Find("button.btn").Click();
        rows.FindAll("input")[2].Change("Vessel");
        rows.FindAll("input")[3].Change("Magenta box");
        Assert.Equal([("Medium", "MS"), ("Vessel", "Magenta box")], CustomFieldText.Read(taken));
        rows.Find("button[aria-label='Remove Medium']").Click();
        Assert.Equal([("Vessel", "Magenta box")], CustomFieldText.Read(taken));
    }

    [Fact]
    public void Filters_are_chips_that_can_be_taken_away()
    {
        string? query = null;
        var filters = Render<SampleFilters>(f => f.Add(x => x.Choices, null).Add(x => x.Query, "state=rooting,multiplying&passage=2-5").Add(x => x.OnQuery, next => query = next));
        Assert.Equal(["StateRooting, +1", "Passage2 to 5"], filters.FindAll("span.filter").Select(chip => chip.TextContent.Replace("\n", "", StringComparison.Ordinal)[..^1].Trim()));
        filters.Find("button[aria-label='Remove filter Passage 2 to 5']").Click();
        Assert.Equal("state=rooting,multiplying", query);
    }

    [Fact]
    public void A_facet_is_opened_and_its_values_are_ticked()
    {
        string? query = null;
        var filters = Render<SampleFilters>(f => f.Add(x => x.Choices, null).Add(x => x.Query, "domain=general").Add(x => x.OnQuery, next => query = next));
        filters.FindAll(".facets li button").Single(facet => facet.TextContent.StartsWith("State", StringComparison.Ordinal) && !facet.TextContent.Contains("not", StringComparison.Ordinal)).Click();
        Assert.Equal(5, filters.FindAll(".facets input[type=checkbox]").Count);
        filters.Find(".facets input[type=checkbox]").Change(true);
        Assert.Equal("state=created&domain=general", query);
    }
}
