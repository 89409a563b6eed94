using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Samples;

public sealed class LineageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_parents_never_make_a_cycle(int seed)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var random = new Random(seed);
        var samples = (await plant.DoAsync(Role.Scientist, new CreateSample(await plant.FieldsAsync("n{n}")) { Count = 12 })).Samples;
        var fields = await plant.FieldsAsync("n") with { Derivation = Derivation.Pool };
        var (taken, refused) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var child = samples[random.Next(samples.Count)];
            var parents = Enumerable.Range(0, random.Next(1, 4)).Select(_ => samples[random.Next(samples.Count)].Code).Distinct().ToList();
            var cyclic = await ReachesAsync(plant, parents, child.Code);

            var result = await plant.RunAsync(Role.Scientist, new EditSample(child.Code, fields, null) { Parents = [.. parents] });

            Assert.Equal(cyclic, !result.IsOk);
            _ = result.IsOk ? taken++ : refused++;
        }

        Assert.True(taken > 10 && refused > 10, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public async Task The_tree_shows_withheld_and_deleted_samples_without_what_they_are()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var grandparent = await plant.SampleAsync(name: "grandparent");
        var parent = await plant.ChildAsync(grandparent, "parent", visibility: Visibility.Restricted);
        var sample = await plant.ChildAsync(parent, "sample");
        var gone = await plant.ChildAsync(sample, "gone");
        var child = await plant.ChildAsync(sample, "child");
        await plant.DoAsync(Role.Owner, new DeleteSample(gone.Code, "Mistake"));

        var tree = await plant.DoAsync(Role.Viewer, new GetSampleLineage(sample.Code));
        var near = await plant.DoAsync(Role.Viewer, new GetSampleLineage(sample.Code, Levels: 1));

        Assert.Equal(
            [(-2, "SMP-000001", null), (-1, null, null), (0, "SMP-000003", null), (1, null, "SMP-000004"), (1, "SMP-000005", null)],
            tree.Nodes.OrderBy(node => node.Level).ThenBy(node => node.Sample?.Code, StringComparer.Ordinal).Select(node => (node.Level, node.Sample?.Code, node.DeletedCode)));
        Assert.Equal((4, true, false), (tree.Edges.Count, tree.IsComplete, near.IsComplete));
        Assert.DoesNotContain(tree.Nodes, node => node.Key.Contains(parent.Code, StringComparison.Ordinal));
        Assert.Equal(4, near.Nodes.Count);
        Assert.Equal(child.Code, Assert.Single((await plant.ViewAsync(sample)).Children).Code);
    }

    [Fact]
    public async Task The_timeline_tells_what_happened_in_words_and_in_pages()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, await plant.FieldsAsync("A2") with { SpeciesId = await plant.SpeciesAsync("Zea mays") }, null));
        await plant.RunAsync(Role.Viewer, new ArchiveSample(sample.Code));
        await plant.DoAsync(Role.Scientist, new SetSampleAccess(sample.Code, Visibility.Restricted));
        await plant.DoAsync(Role.Scientist, new ArchiveSample(sample.Code));
        await plant.DoAsync(Role.Admin, new RestoreSample(sample.Code, "Needed"));

        var first = await plant.DoAsync(Role.Owner, new GetSampleTimeline(sample.Code, Size: 3));
        var second = await plant.DoAsync(Role.Owner, new GetSampleTimeline(sample.Code, first.Before, 3));

        Assert.Equal(["Restored", "Archived", "Visibility changed from organization to restricted"], first.Entries.Select(entry => entry.Sentence));
        Assert.Equal(["Changed name and species", "Created"], second.Entries.Select(entry => entry.Sentence));
        Assert.Null(second.Before);
        Assert.Equal(("Species", "Nicotiana tabacum", "Zea mays"), second.Entries[0].Changes.Where(change => change.Field == "species_id").Select(change => (change.Label, change.Before, change.After)).Single());
        Assert.Equal(("Admin of plant", "admin", "Needed"), (first.Entries[0].By, first.Entries[0].Role, first.Entries[0].Reason));
    }

    /// <summary>Whether the sample is among the parents or their ancestors, by a walk of its own.</summary>
    private static async Task<bool> ReachesAsync(TestOrganization plant, List<string> parents, string sample)
    {
        var edges = await plant.ReadAsync(context => context.Set<Sample>().AsNoTracking().ToListAsync());
        var above = edges.ToDictionary(row => row.Code, row => row.Parents.Select(link => link.ParentCode).ToList());
        var seen = new HashSet<string>(parents);
        var open = new Stack<string>(parents);
        while (open.TryPop(out var code))
            foreach (var next in above[code].Where(seen.Add)) open.Push(next);
        return seen.Contains(sample);
    }
}
