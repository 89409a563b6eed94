using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Samples;

public sealed class SampleBoardTests
{
    [Fact]
    public async Task Every_state_of_the_domain_has_a_column_with_what_the_member_may_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var first = await plant.SampleAsync(name: "First", state: "rooting");
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await plant.SampleAsync(name: "Second", state: "rooting");
        await plant.SampleAsync(name: "Hidden", state: "rooting", visibility: Visibility.Restricted);
        await plant.SampleAsync(name: "Spawn", domain: Domain.Fungus);

        var board = await plant.DoAsync(Role.Viewer, new FindSampleBoard(new SampleFilter { Domains = [Domain.TissueCulture] }));

        Assert.Equal(SampleStates.Of(Domain.TissueCulture).States, board.Columns.Select(column => column.State));
        var rooting = board.Columns.Single(column => column.State.Key == "rooting");
        Assert.Equal([second.Code, first.Code], rooting.Rows.Select(row => row.Code));
        Assert.Equal((2, false), (rooting.Count.Count, rooting.Count.IsMore));
        Assert.Equal(2, board.Columns.Sum(column => column.Count.Count));
    }

    [Fact]
    public async Task Without_a_domain_it_is_that_of_the_sample_that_changed_last()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        Assert.Equal(Domain.TissueCulture, (await plant.DoAsync(Role.Viewer, new FindSampleBoard(new SampleFilter()))).Domain);
        await plant.SampleAsync();
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await plant.SampleAsync(domain: Domain.Fungus);

        var board = await plant.DoAsync(Role.Viewer, new FindSampleBoard(new SampleFilter()));

        Assert.Equal((Domain.Fungus, 1), (board.Domain, board.Columns.Sum(column => column.Count.Count)));
    }

    [Fact]
    public async Task A_filter_of_states_leaves_columns_out_and_other_filters_narrow_each()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "Leaf one", state: "rooting");
        await plant.SampleAsync(name: "Stem", state: "rooting");
        var filter = new SampleFilter { Domains = [Domain.TissueCulture] };

        var some = await plant.DoAsync(Role.Viewer, new FindSampleBoard(filter with { States = ["rooting", "multiplying"], Text = "leaf" }));
        var others = await plant.DoAsync(Role.Viewer, new FindSampleBoard(filter with { NotStates = ["dead", "discarded", "contaminated"] }));

        Assert.Equal([("multiplying", 0), ("rooting", 1)], some.Columns.Select(column => (column.State.Key, column.Count.Count)));
        Assert.DoesNotContain(others.Columns, column => column.State.IsEnd);
    }

    [Fact]
    public async Task A_long_column_gives_the_last_and_counts_them_all()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("{n}")) { Count = FindSampleBoard.Most + 5 });

        var board = await plant.DoAsync(Role.Viewer, new FindSampleBoard(new SampleFilter()));

        Assert.Equal((FindSampleBoard.Most, FindSampleBoard.Most + 5), (board.Columns[0].Rows.Count, board.Columns[0].Count.Count));
    }
}
