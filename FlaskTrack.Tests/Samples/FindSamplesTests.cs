using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Samples;

public sealed class FindSamplesTests
{
    [Fact]
    public async Task The_list_shows_each_role_exactly_the_samples_the_decision_lets_it_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await FillAsync(plant, 120, seed: 7);
        var all = await plant.ReadAsync(context => context.Set<Sample>().AsNoTracking().ToListAsync());

        foreach (var role in new[] { Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor })
        {
            var principal = await PrincipalAsync(plant, role);
            var expected = all.Where(sample => Access.Decide(principal, Permissions.Records.View, sample.Facts(), new ActGuards(true, true, lab.Clock.GetUtcNow())) is null).Select(sample => sample.Id).Order();
            var found = await AllAsync(plant, role, new FindSamples { Filter = new SampleFilter { Status = null }, Size = 50 });
            Assert.Equal(expected, found.Select(row => row.Id).Order());
            Assert.Equal(found.Count, (await plant.DoAsync(role, new CountSamples(new SampleFilter { Status = null }))).Count);
        }
    }

    [Theory]
    [InlineData(SampleSort.Updated)]
    [InlineData(SampleSort.Code)]
    [InlineData(SampleSort.Name)]
    [InlineData(SampleSort.State)]
    [InlineData(SampleSort.Species)]
    [InlineData(SampleSort.Passage)]
    [InlineData(SampleSort.Owner)]
    public async Task Pages_give_every_row_once_in_order_while_others_are_added(SampleSort sort)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await FillAsync(plant, 60, seed: 3);
        foreach (var (role, descending) in new[] { (Role.Owner, true), (Role.Owner, false), (Role.Scientist, true), (Role.Scientist, false) })
        {
            var query = new FindSamples { Filter = new SampleFilter { Status = null }, Sort = sort, Descending = descending, Size = 7 };
            var before = (await AllAsync(plant, role, query with { Size = 200 })).Select(row => row.Id).ToList();
            var seen = await AllAsync(plant, role, query, async () =>
            {
                lab.Clock.Advance(TimeSpan.FromSeconds(1));
                await plant.SampleAsync(Role.Scientist, "added between");
            });

            Assert.Equal(seen.Count, seen.Select(row => row.Id).Distinct().Count());
            Assert.Equal(before, seen.Select(row => row.Id).Where(before.Contains));
        }
    }

    [Fact]
    public async Task Filters_narrow_by_each_facet()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var a = await plant.SampleAsync(name: "Café leaf 1");
        var b = await plant.SampleAsync(Role.Owner, "Spawn bag", Visibility.Restricted, Domain.Fungus, "colonized");
        lab.Clock.Advance(TimeSpan.FromDays(1));
        var c = await plant.ChildAsync(a, "Café leaf 2");
        var tobacco = await plant.SpeciesAsync();

        async Task<string> Codes(SampleFilter filter, Role role = Role.Owner) => string.Join(' ', (await plant.DoAsync(role, new FindSamples { Filter = filter, Sort = SampleSort.Code, Descending = false })).Rows.Select(row => row.Code));

        Assert.Equal($"{a.Code} {c.Code}", await Codes(new SampleFilter { Text = "CAFE leaf" }));
        Assert.Equal(c.Code, await Codes(new SampleFilter { Text = "smp-000003" }));
        Assert.Equal(b.Code, await Codes(new SampleFilter { States = ["colonized", "resting"] }));
        Assert.Equal($"{a.Code} {c.Code}", await Codes(new SampleFilter { NotStates = ["colonized"] }));
        Assert.Equal(b.Code, await Codes(new SampleFilter { Domains = [Domain.Fungus] }));
        Assert.Equal($"{a.Code} {c.Code}", await Codes(new SampleFilter { SpeciesIds = [tobacco] }));
        Assert.Equal(b.Code, await Codes(new SampleFilter { Mine = true }));
        Assert.Equal($"{a.Code} {c.Code}", await Codes(new SampleFilter { Mine = true }, Role.Scientist));
        Assert.Equal(b.Code, await Codes(new SampleFilter { Visibility = Visibility.Restricted }));
        Assert.Equal(c.Code, await Codes(new SampleFilter { HasParents = true }));
        Assert.Equal($"{a.Code} {b.Code}", await Codes(new SampleFilter { HasParents = false }));
        Assert.Equal(c.Code, await Codes(new SampleFilter { UpdatedFrom = lab.Clock.GetUtcNow() }));
        Assert.Equal($"{a.Code} {b.Code}", await Codes(new SampleFilter { UpdatedTo = lab.Clock.GetUtcNow() }));
        Assert.Equal(c.Code, await Codes(new SampleFilter { PassageFrom = 1 }));
        Assert.Equal("", await Codes(new SampleFilter { Status = RecordStatus.Archived }));
        Assert.Equal("", await Codes(new SampleFilter { Kinds = [SampleKind.Dna] }));
    }

    [Fact]
    public async Task Filters_narrow_by_age_time_in_the_state_and_place()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var start = lab.Clock.GetUtcNow();
        var old = await PlacedAsync(plant, "Room B, shelf 2");
        lab.Clock.Advance(TimeSpan.FromDays(3));
        var moved = await PlacedAsync(plant, "Incubator 3");
        var nowhere = await PlacedAsync(plant, null);
        lab.Clock.Advance(TimeSpan.FromDays(2));
        await plant.DoAsync(Role.Scientist, new ChangeSampleState(moved.Id, (await plant.DoAsync(Role.Scientist, new GetSample(moved.Code))).NextStates[0].Key, moved.Version));

        async Task<string> Codes(SampleFilter filter, Role role = Role.Owner) => string.Join(' ', (await plant.DoAsync(role, new FindSamples { Filter = filter, Sort = SampleSort.Code, Descending = false })).Rows.Select(row => row.Code));

        Assert.Equal(old.Code, await Codes(new SampleFilter { CreatedTo = start.AddMinutes(1) }));
        Assert.Equal("", await Codes(new SampleFilter { CreatedTo = start }));
        Assert.Equal($"{moved.Code} {nowhere.Code}", await Codes(new SampleFilter { CreatedFrom = start.AddDays(3), CreatedTo = start.AddDays(4) }));
        Assert.Equal(moved.Code, await Codes(new SampleFilter { StateChangedFrom = start.AddDays(5) }));
        Assert.Equal($"{old.Code} {nowhere.Code}", await Codes(new SampleFilter { StateChangedTo = start.AddDays(5) }));
        Assert.Equal(old.Code, await Codes(new SampleFilter { Locations = ["Room B, shelf 2"] }));
        Assert.Equal("", await Codes(new SampleFilter { Locations = ["Room B"] }));
        Assert.Equal($"{old.Code} {moved.Code}", await Codes(new SampleFilter { Locations = ["Room B, shelf 2", "Incubator 3"] }));
        Assert.Equal(2, (await plant.DoAsync(Role.Owner, new CountSamples(new SampleFilter { Locations = ["Room B, shelf 2", "Incubator 3"] }))).Count);
        Assert.Equal("locations", Assert.Single(Assert.IsType<Problem.Invalid>((await plant.RunAsync(Role.Owner, new FindSamples { Filter = new SampleFilter { Locations = [new string('x', 161)] } })).Problem).Fields).Key);
    }

    [Fact]
    public async Task Places_are_offered_to_those_who_read_a_sample_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await PlacedAsync(plant, "Room B");
        await PlacedAsync(plant, "Room B");
        await PlacedAsync(plant, "incubator 3");
        await plant.DoAsync(Role.Owner, new CreateSample(await plant.FieldsAsync() with { Location = "Safe" }) { Visibility = Visibility.Restricted });

        Assert.Equal(["incubator 3", "Room B", "Safe"], (await plant.DoAsync(Role.Owner, new FindSampleChoices())).Locations);
        Assert.Equal(["incubator 3", "Room B"], (await plant.DoAsync(Role.Scientist, new FindSampleChoices())).Locations);
    }

    private static async Task<SavedSample> PlacedAsync(TestOrganization plant, string? place) =>
        (await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync() with { Location = place }))).Samples.Single();

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await FillAsync(plant, 3, seed: 1);
        var page = await plant.DoAsync(Role.Owner, new FindSamples { Filter = new SampleFilter { Status = null }, Size = 1 });

        Assert.True((await plant.RunAsync(Role.Owner, new FindSamples { After = page.Next, Sort = SampleSort.Name })).Invalid().ContainsKey("after"));
        Assert.True((await plant.RunAsync(Role.Owner, new FindSamples { After = "!!" })).Invalid().ContainsKey("after"));
        Assert.True((await plant.RunAsync(Role.Owner, new FindSamples { Size = 201 })).Invalid().ContainsKey("size"));
    }

    [Fact]
    public async Task Home_counts_are_of_what_the_member_may_read()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        await plant.SampleAsync(Role.Owner, visibility: Visibility.Restricted);
        lab.Clock.Advance(TimeSpan.FromDays(7));
        await plant.SampleAsync(state: "rooting");

        Assert.Equal([("initiated", 1), ("rooting", 1)], (await plant.DoAsync(Role.Viewer, new CountSamplesByState())).Select(row => (row.State, row.Count)));
        Assert.Equal([("initiated", 2), ("rooting", 1)], (await plant.DoAsync(Role.Owner, new CountSamplesByState())).Select(row => (row.State, row.Count)));
        Assert.Equal([0, 1, 1], (await plant.DoAsync(Role.Viewer, new CountSampleWeeks(3))).Select(week => week.Created));
    }

    private static async Task<List<SampleRow>> AllAsync(TestOrganization plant, Role role, FindSamples query, Func<Task>? between = null)
    {
        var rows = new List<SampleRow>();
        SamplePage page;
        do
        {
            page = await plant.DoAsync(role, query);
            rows.AddRange(page.Rows);
            query = query with { After = page.Next };
            if (between is not null && rows.Count < 60) await between();
        }
        while (page.Next is not null);
        return rows;
    }

    private static async Task<Principal> PrincipalAsync(TestOrganization plant, Role role) => (await plant.DoAsync(role, new Core.Members.GetMyAccess())).Principal;

    /// <summary>Random samples over owners, visibilities, sites and states; the technician reaches one site only.</summary>
    private static async Task FillAsync(TestOrganization plant, int count, int seed)
    {
        var random = new Random(seed);
        await plant.WriteAsync(context =>
        {
            foreach (var code in new[] { "NORD", "SOUTH" }) context.Add(new Site { Name = code, ShortCode = code });
        });
        var sites = await plant.ReadAsync(context => context.Set<Site>().Select(site => site.Id).ToListAsync());
        var technician = await plant.ReadAsync(context => context.Set<Core.Members.Membership>().Where(member => member.Role == Role.Technician).Select(member => member.Id).SingleAsync());
        var members = await plant.ReadAsync(context => context.Set<Core.Members.Membership>().Select(member => member.Id).ToListAsync());
        var species = await plant.ReadAsync(context => context.Set<Species>().Select(row => row.Id).ToListAsync());
        await plant.RestrictToSiteAsync(technician, sites[0]);
        await plant.WriteAsync(context =>
        {
            for (var i = 0; i < count; i++)
            {
                var sample = new Sample
                {
                    OrganizationId = plant.Id,
                    Code = $"TST-{i:000000}",
                    OwnerId = members[random.Next(members.Count)],
                    SpeciesId = species[random.Next(5)],
                    Visibility = random.Next(2) == 0 ? Visibility.Organization : Visibility.Restricted,
                    SiteId = random.Next(3) is var site and < 2 ? sites[site] : null,
                    Passage = random.Next(4),
                };
                sample.Rename($"Line {random.Next(10)}");
                sample.MoveTo(SampleStates.Of(Domain.TissueCulture).States[random.Next(5)].Key, plant.Lab.Clock.GetUtcNow());
                sample.Describe();
                if (random.Next(4) == 0) sample.Archive();
                context.Add(sample);
            }
        });
    }
}
