using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FlaskTrack.Tests.Platform.Data;

/// <summary>How SQLite answers the list: from an index in its order, never by looking at every sample. The plan is the same for ten rows and for a million,
/// so none are needed. The other engines have their own planners and are measured, not asserted.</summary>
public sealed class SampleListPlanTests
{
    [Fact]
    public async Task A_page_of_samples_comes_off_an_index_in_its_order_for_everyone()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        for (var i = 0; i < 6; i++) await plant.SampleAsync(name: $"Leaf {i}", visibility: i % 2 == 0 ? Visibility.Organization : Visibility.Restricted);
        var site = (await plant.DoAsync(Role.Owner, new CreateSite("North", "NOR"))).Id;
        await plant.RestrictToSiteAsync((await plant.DoAsync(Role.Technician, new GetMyAccess())).Principal.MemberId, site);

        foreach (var role in new[] { Role.Owner, Role.Scientist, Role.Technician, Role.Viewer })
        {
            foreach (var sort in new[] { SampleSort.Updated, SampleSort.Name, SampleSort.Passage, SampleSort.Code })
            {
                foreach (var descending in new[] { true, false })
                {
                    var query = new FindSamples { Sort = sort, Descending = descending, Size = 2 };
                    var next = (await plant.DoAsync(role, query)).Next;
                    await AssertIndexedAsync(plant, () => plant.DoAsync(role, query));
                    await AssertIndexedAsync(plant, () => plant.DoAsync(role, query with { After = next }));
                }
            }
        }
    }

    [Fact]
    public async Task Filters_people_use_most_come_off_an_index_too()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        var species = await plant.SpeciesAsync();

        foreach (var filter in new SampleFilter[] { new() { States = ["initiated"] }, new() { SpeciesIds = [species] }, new() { Mine = true }, new() { States = ["initiated"], SpeciesIds = [species] }, new() { Visibility = Visibility.Restricted } })
        {
            await AssertIndexedAsync(plant, () => plant.DoAsync(Role.Scientist, new FindSamples { Filter = filter }));
            await AssertIndexedAsync(plant, () => plant.DoAsync(Role.Owner, new FindSamples { Filter = filter }));
        }
    }

    [Fact]
    public async Task A_count_stops_and_searches_an_index()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();

        foreach (var role in new[] { Role.Owner, Role.Scientist })
        {
            var statements = await AssertIndexedAsync(plant, () => plant.DoAsync(role, new CountSamples(new SampleFilter())));
            Assert.Contains("LIMIT", Assert.Single(statements), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ones_own_restricted_samples_are_searched_by_owner_and_not_among_everybodys()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(visibility: Visibility.Restricted);
        using var watch = new Watch(plant.Lab.Factory.Database.ConnectionString);
        await plant.DoAsync(Role.Scientist, new FindSamples());
        await using var connection = new SqliteConnection(plant.Lab.Factory.Database.ConnectionString);
        await connection.OpenAsync();

        Assert.Contains(watch.Commands.SelectMany(command => Plan(connection, command)), step => step.Contains("OwnerId=? AND Visibility=?", StringComparison.Ordinal));
    }

    /// <returns>The statements about samples that the act sent.</returns>
    private static async Task<IReadOnlyList<string>> AssertIndexedAsync(TestOrganization plant, Func<Task> act)
    {
        using var watch = new Watch(plant.Lab.Factory.Database.ConnectionString);
        await act();
        var seen = watch.Commands.Where(command => command.Text.Contains("FROM \"Samples\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(seen);
        await using var connection = new SqliteConnection(plant.Lab.Factory.Database.ConnectionString);
        await connection.OpenAsync();
        foreach (var command in seen) Assert.All(Plan(connection, command), step => Assert.True(IsFast(step, command.Text), $"{step}\n{command.Text}"));
        return [.. seen.Select(command => command.Text)];
    }

    // Few rows that are named by their keys may be sorted; everything else must come in order.
    private static bool IsFast(string step, string sql) =>
        step != "SCAN s" && !step.StartsWith("SCAN s ", StringComparison.Ordinal) && !step.Contains("CORRELATED", StringComparison.Ordinal)
        && (!step.Contains("TEMP B-TREE", StringComparison.Ordinal) || sql.Contains("json_each", StringComparison.Ordinal) || sql.Contains("\"Id\" IN (", StringComparison.Ordinal));

    private static List<string> Plan(SqliteConnection connection, Sent sent)
    {
        using var command = connection.CreateCommand();
        if (!sent.Text.StartsWith("SELECT", StringComparison.Ordinal)) return [];
        command.CommandText = "EXPLAIN QUERY PLAN " + sent.Text;
        foreach (var (name, value) in sent.Values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        var steps = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }

    private sealed record Sent(string Text, IReadOnlyList<(string Name, object? Value)> Values);

    /// <summary>Hears what is sent to one database while it lives.</summary>
    private sealed class Watch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> subscriptions = [];
        private readonly string source;

        public Watch(string connection)
        {
            source = new SqliteConnectionStringBuilder(connection).DataSource;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ConcurrentQueue<Sent> Commands { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: var command } || command.Connection?.DataSource != source) return;
            Commands.Enqueue(new Sent(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
        }
    }
}
