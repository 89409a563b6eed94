using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class SortAndPagerTests : KitContext
{
    [Theory]
    [InlineData(null, "none", "name")]
    [InlineData("code", "none", "name")]
    [InlineData("name", "ascending", "-name")]
    [InlineData("-name", "descending", "name")]
    public void A_head_says_its_direction_and_turns_it_round(string? now, string direction, string next)
    {
        Sort? pressed = null;
        var head = Render<SortHeader>(h => h.Add(x => x.Title, "Name").Add(x => x.Key, "name").Add(x => x.Sort, Sort.Parse(now)).Add(x => x.SortChanged, s => pressed = s));
        Assert.Equal(direction, head.Find("th").GetAttribute("aria-sort"));
        head.Find("button").Click();
        Assert.Equal(next, pressed?.ToString());
    }

    [Theory]
    [InlineData(1, 50, 596, "1 to 50 of 596")]
    [InlineData(51, 50, 1000, "51 to 100 of 1000")]
    [InlineData(1, 50, 1001, "1 to 50 of 1,000+")]
    [InlineData(0, 50, null, "50 rows")]
    [InlineData(0, 1, null, "1 row")]
    [InlineData(0, 50, 60, "50 of 60")]
    [InlineData(1, 0, 0, "No rows")]
    public void The_pager_says_where_one_is_and_stops_counting(int from, int shown, int? total, string words) =>
        Assert.Equal(words, Render<Pager>(p => p.Add(x => x.From, from).Add(x => x.Shown, shown).Add(x => x.Total, total)).Find("[role=status]").TextContent);

    [Fact]
    public void Pages_that_do_not_exist_cannot_be_asked_for()
    {
        var asked = new List<string>();
        var pager = Render<Pager>(p => p.Add(x => x.Shown, 50).Add(x => x.HasNext, true)
            .Add(x => x.OnNext, () => asked.Add("next")).Add(x => x.SizeChanged, size => asked.Add($"{size} rows")));
        Assert.True(pager.Find("[aria-label='Previous page']").HasAttribute("disabled"));
        pager.Find("[aria-label='Next page']").Click();
        pager.Find(".seg button:nth-child(3)").Click();
        Assert.Equal(["next", "100 rows"], asked);
    }
}
