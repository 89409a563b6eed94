using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Pages.Samples;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SampleAddressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 12, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("q=leaf")]
    [InlineData("state=rooting,multiplying&owner=me,12&status=all&sort=name&size=25&columns=code,name,passage")]
    [InlineData("state_not=discarded&domain=fungus&species=3,9&kind=fruiting_body&site=4&visibility=restricted&location=Incubator%203,Room%20B%252C%20shelf%202&passage=2-5&age=30-&in_state=-7&changed=30d&parents=no&import=IMP-000007")]
    [InlineData("view=12&show=board&domain=fungus")]
    [InlineData("view=12&q=GR2%20%C2%B7%20A1")]
    public void An_address_that_is_read_is_written_the_same(string query) => Assert.Equal(query, SampleAddress.Read(query).ToQuery());

    [Fact]
    public void What_cannot_be_read_is_left_out()
    {
        var address = SampleAddress.Read("state=rooting,eaten&domain=moon&species=x&owner=you&passage=many&age=old&in_state=0-99999&location=%20,%20&changed=soon&parents=maybe&visibility=public&sort=colour&size=7&status=deleted");

        Assert.Equal("state=rooting", address.ToQuery());
    }

    [Fact]
    public void Every_facet_narrows_the_filter()
    {
        var filter = SampleAddress.Read("q=leaf&state=rooting&state_not=discarded&domain=fungus&species=3&kind=dna&owner=me,7&site=4&visibility=restricted&location=Incubator%203,Room%20B%252C%20100%2525&passage=2-&age=30-&in_state=2-7&changed=7d&parents=yes&import=IMP-000007&status=archived").Filter(Now);

        Assert.Equal(("leaf", true, RecordStatus.Archived, true, "IMP-000007"), (filter.Text, filter.Mine, filter.Status, filter.HasParents, filter.ImportCode));
        Assert.Equal(["rooting"], filter.States);
        Assert.Equal(["discarded"], filter.NotStates);
        Assert.Equal([Domain.Fungus], filter.Domains);
        Assert.Equal([3L], filter.SpeciesIds);
        Assert.Equal([SampleKind.Dna], filter.Kinds);
        Assert.Equal([7L], filter.OwnerIds);
        Assert.Equal([4L], filter.SiteIds);
        Assert.Equal(Core.Platform.Security.Visibility.Restricted, filter.Visibility);
        Assert.Equal((2, (int?)null), (filter.PassageFrom, filter.PassageTo));
        Assert.Equal(Now.AddDays(-7), filter.UpdatedFrom);
        Assert.Equal(["Incubator 3", "Room B, 100%"], filter.Locations);
    }

    [Theory]
    [InlineData("30-", null, 30d)]
    [InlineData("-7", 8d, null)]
    [InlineData("2-7", 8d, 2d)]
    [InlineData("3", 4d, 3d)]
    [InlineData("0", 1d, 0d)]
    public void An_age_is_counted_in_whole_days(string age, double? below, double? atLeast)
    {
        var (made, moved) = (SampleAddress.Read($"age={age}").Filter(Now), SampleAddress.Read($"in_state={age}").Filter(Now));

        // Just short of the next day still counts, and so does the very instant.
        Assert.Equal(below is { } days ? Now.AddDays(-days).AddTicks(1) : null, made.CreatedFrom);
        Assert.Equal(atLeast is { } least ? Now.AddDays(-least).AddTicks(1) : null, made.CreatedTo);
        Assert.Equal((made.CreatedFrom, made.CreatedTo), (moved.StateChangedFrom, moved.StateChangedTo));
        Assert.Equal((null, null), (moved.CreatedFrom, moved.CreatedTo));
    }

    [Theory]
    [InlineData("age", "30-", "30 days and more")]
    [InlineData("age", "1-", "1 day and more")]
    [InlineData("in_state", "-7", "up to 7 days")]
    [InlineData("in_state", "2-7", "2 to 7 days")]
    [InlineData("in_state", "1", "1 day")]
    [InlineData("passage", "2-5", "2 to 5")]
    [InlineData("location", "Room B%2C 100%25", "Room B, 100%")]
    public void A_chip_says_what_the_address_asks_for(string key, string value, string words) =>
        Assert.Equal(words, SampleFacets.Words(key, null, new SampleAddress().With(key, [value])));

    [Fact]
    public void A_place_that_was_typed_is_kept_with_its_commas_and_a_state_cannot_be_typed()
    {
        Assert.Equal("Room B%2C 100%25", SampleFacets.Typed("location", " Room B, 100% "));
        Assert.Null(SampleFacets.Typed("location", "  "));
        Assert.Null(SampleFacets.Typed("state", "rooting"));
        Assert.Equal(["Room B, 100%"], SampleFacets.Choices("location", null, new SampleAddress().With("location", ["Room B%2C 100%25"])).Select(choice => choice.Label));
    }

    [Theory]
    [InlineData("2-5", 2, 5)]
    [InlineData("3-", 3, null)]
    [InlineData("-4", null, 4)]
    [InlineData("6", 6, 6)]
    public void A_range_of_passages_is_read_as_people_write_it(string text, int? from, int? to) => Assert.Equal((from, to), SampleFacets.Range(text));

    [Fact]
    public void Another_order_page_or_column_is_the_same_filter()
    {
        var address = SampleAddress.Read("state=rooting");

        Assert.Equal(address.Filtering, SampleAddress.Read("state=rooting&sort=name&size=25&after=abc&columns=code,name&view=3").Filtering);
        Assert.NotEqual(address.Filtering, SampleAddress.Read("state=rooting&q=x").Filtering);
    }
}
