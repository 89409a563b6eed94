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
    [InlineData("state_not=discarded&domain=fungus&species=3,9&kind=fruiting_body&site=4&visibility=restricted&passage=2-5&changed=30d&parents=no&import=IMP-000007")]
    [InlineData("view=12&show=board&domain=fungus")]
    [InlineData("view=12&q=GR2%20%C2%B7%20A1")]
    public void An_address_that_is_read_is_written_the_same(string query) => Assert.Equal(query, SampleAddress.Read(query).ToQuery());

    [Fact]
    public void What_cannot_be_read_is_left_out()
    {
        var address = SampleAddress.Read("state=rooting,eaten&domain=moon&species=x&owner=you&passage=many&changed=soon&parents=maybe&visibility=public&sort=colour&size=7&status=deleted");

        Assert.Equal("state=rooting", address.ToQuery());
    }

    [Fact]
    public void Every_facet_narrows_the_filter()
    {
        var filter = SampleAddress.Read("q=leaf&state=rooting&state_not=discarded&domain=fungus&species=3&kind=dna&owner=me,7&site=4&visibility=restricted&passage=2-&changed=7d&parents=yes&import=IMP-000007&status=archived").Filter(Now);

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
    }

    [Theory]
    [InlineData("2-5", 2, 5)]
    [InlineData("3-", 3, null)]
    [InlineData("-4", null, 4)]
    [InlineData("6", 6, 6)]
    public void A_range_of_passages_is_read_as_people_write_it(string text, int? from, int? to) => Assert.Equal((from, to), SampleFacets.Passages(text));

    [Fact]
    public void Another_order_page_or_column_is_the_same_filter()
    {
        var address = SampleAddress.Read("state=rooting");

        Assert.Equal(address.Filtering, SampleAddress.Read("state=rooting&sort=name&size=25&after=abc&columns=code,name&view=3").Filtering);
        Assert.NotEqual(address.Filtering, SampleAddress.Read("state=rooting&q=x").Filtering);
    }
}
