using System.Text;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Api;

using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>A database file that is locked, full or read-only for a while: a clear sentence, nothing half made, and work goes on afterwards in the same process.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task A_file_locked_by_another_program_is_said_and_work_goes_on_when_it_is_free()
    {
        await using var lab = await OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var fields = await plant.FieldsAsync();
        await using (var other = new SqliteConnection(Connection(lab) + ";Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);
            var waiting = Enumerable.Range(1, 6).Select(i => Record.ExceptionAsync(() => plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields with { Name = $"locked {i}" }, null)))).ToList();
            foreach (var fault in await Task.WhenAll(waiting)) Assert.Equal("Another program keeps the database locked. Nothing was changed; try again in a moment.", DatabaseTrouble.Sentence(fault));
            Assert.Equal(1, (await plant.ViewAsync(sample)).Version);
        }

        Assert.Equal(2, (await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, fields with { Name = "free" }, 1))).Version);
        await AssertWholeAsync(plant);
    }

    [Fact]
    public async Task A_read_only_file_is_said_and_work_goes_on_when_it_can_be_written()
    {
        await using var lab = await OpenAsync();
        var plant = await lab.OrganizationAsync();
        var sample = await plant.SampleAsync();
        var fields = await plant.FieldsAsync("later");
        await PragmaAsync(lab, "query_only=1", alone: true);

        var fault = await Record.ExceptionAsync(() => plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields, null)));

        Assert.StartsWith("The database cannot be written at the moment.", DatabaseTrouble.Sentence(fault), StringComparison.Ordinal);
        await PragmaAsync(lab, "query_only=0");
        await plant.DoAsync(Role.Scientist, new EditSample(sample.Code, fields, 1));
        await AssertWholeAsync(plant);
    }

    [Fact]
    public async Task A_full_disk_ends_each_change_whole_or_not_at_all_and_work_goes_on_when_there_is_space()
    {
        await using var lab = await OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("{code}") with { Notes = new string('n', 3000) };
        await plant.SampleAsync();
        var pages = (long)(await plant.ReadAsync(context => Sql.ScalarAsync(context, "PRAGMA page_count", default)))!;
        await PragmaAsync(lab, $"max_page_count={pages + 60}", alone: true);

        var made = new List<string>();
        var faults = new List<Exception>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            var fault = await Record.ExceptionAsync(async () =>
            {
                var result = await plant.DoAsync(Role.Scientist, new CreateSample(fields) { Count = 5 });
                lock (made) made.AddRange(result.Samples.Select(sample => sample.Code));
            });
            lock (made) if (fault is not null) faults.Add(fault);
        })));

        Assert.NotEmpty(faults);
        Assert.NotEmpty(made);
        Assert.Contains(faults, fault => DatabaseTrouble.Sentence(fault)?.StartsWith("The server's disk is full.", StringComparison.Ordinal) == true);
        Assert.All(faults, fault => Assert.NotNull(DatabaseTrouble.Sentence(fault)));
        Assert.Equal(made.Order(), await plant.ReadAsync(context => context.Set<Sample>().Where(row => row.Name != "A1").Select(row => row.Code).Order().ToListAsync()));
        await PragmaAsync(lab, "max_page_count=1000000");
        await plant.DoAsync(Role.Scientist, new CreateSample(fields) { Count = 5 });
        await AssertWholeAsync(plant);
    }

    [Fact]
    public async Task The_api_answers_an_outage_with_503_and_the_sentence()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new ApiErrors(_ => throw new InvalidOperationException("outer", new SqliteException("database or disk is full", 13)), NullLogger<ApiErrors>.Instance).InvokeAsync(context);

        Assert.Equal(503, context.Response.StatusCode);
        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        Assert.Contains("\"code\":\"UNAVAILABLE\"", body, StringComparison.Ordinal);
        Assert.Contains("disk is full", body, StringComparison.Ordinal);
        Assert.Null(DatabaseTrouble.Sentence(new SqliteException("UNIQUE constraint failed", 19)));
    }

    /// <summary>A lab on a SQLite file that waits one second for a lock.</summary>
    private static Task<TestLab> OpenAsync() => TestLab.OpenAsync(services =>
    {
        var given = (DatabaseOptions)services.Last(service => service.ServiceType == typeof(DatabaseOptions)).ImplementationInstance!;
        if (given.Provider == DatabaseProvider.Sqlite) services.AddSingleton(given with { ConnectionString = given.ConnectionString + ";Default Timeout=1" });
    });

    private static string Connection(TestLab lab) => lab.Services.GetRequiredService<DatabaseOptions>().ConnectionString;

    /// <summary>Sets something on the one connection that waits in the pool, which is the one that the next write takes.</summary>
    /// <param name="alone">Closes the others that wait there first.</param>
    private static async Task PragmaAsync(TestLab lab, string setting, bool alone = false)
    {
        await using var connection = new SqliteConnection(Connection(lab));
        if (alone) SqliteConnection.ClearPool(connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {setting}";
        await command.ExecuteScalarAsync();
    }

    private static async Task AssertWholeAsync(TestOrganization plant)
    {
        await Ledger.CheckChainAsync(plant);
        var rows = await plant.ReadAsync(context => context.Set<Sample>().AsNoTracking().ToListAsync());
        var events = await plant.EventsAsync();
        foreach (var row in rows) Assert.Equal(row.Version, events.Count(one => one.EntityType == "sample" && one.EntityId == row.Id));
        Assert.Equal(rows.Count, events.Where(one => one.EntityType == "sample").Select(one => one.EntityId).Distinct().Count());
    }
}
