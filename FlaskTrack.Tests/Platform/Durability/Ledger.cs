using System.Globalization;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>One answer of the runner that had left the process.</summary>
internal sealed record Answer(string Request, string Code, string Outcome)
{
    public string Kind => Request[..Request.IndexOf('-', StringComparison.Ordinal)];

    public int Run => int.Parse(Request.Split('-')[1], CultureInfo.InvariantCulture);

    public static Answer Read(string line) => line.Split(';') is [var request, var code, var outcome, ""] ? new(request, code, outcome) : throw new FormatException(line);
}

/// <summary>Compares what was answered, what is stored and what the chain says.</summary>
internal static class Ledger
{
    /// <summary>Events that one request of a kind writes: all of them or none.</summary>
    private static readonly Dictionary<string, int> Events = new() { ["first"] = 1, ["new"] = 3, ["denied"] = 1, ["invite"] = 2, ["packet"] = 1, ["edit"] = 1 };

    private static readonly Dictionary<string, string> Outcomes = new() { ["denied"] = "Refused", ["stale"] = "Conflict" };

    public static async Task CheckAsync(TestOrganization plant, IReadOnlyList<Answer> answers)
    {
        await CheckChainAsync(plant);
        var events = await plant.EventsAsync();
        CheckRequests(events.Where(one => one.RequestId is not null && one.RequestId.Contains('-', StringComparison.Ordinal)).ToLookup(one => one.RequestId!), answers);
        await CheckRowsAsync<Sample>(plant, events, (row, last) => last.After!.Contains($"\"name\":\"{row.Name}\"", StringComparison.Ordinal));
        await CheckRowsAsync<EvidencePacket>(plant, events, (row, _) => row.PacketState == PacketState.Queued);
        await CheckRowsAsync<Invitation>(plant, events, (_, _) => true);
        var invited = await plant.ReadAsync(context => context.Set<Invitation>().Select(row => row.Email).Order().ToListAsync());
        Assert.Equal(invited, await plant.ReadAsync(context => context.Set<OutboxMail>().Select(row => row.To).Order().ToListAsync()));
    }

    private static void CheckRequests(ILookup<string, AuditEvent> events, IReadOnlyList<Answer> answers)
    {
        foreach (var answer in answers)
        {
            Assert.Equal(Outcomes.GetValueOrDefault(answer.Kind, "ok"), answer.Outcome);
            var written = events[answer.Request].ToList();
            Assert.True(written.Count == Events.GetValueOrDefault(answer.Kind), $"{answer.Request} was answered and has {written.Count} events.");
            if (answer.Code.Length > 0) Assert.All(written, one => Assert.Equal(answer.Code, one.EntityCode));
        }

        foreach (var request in events) Assert.True(request.Count() == Events[request.Key[..request.Key.IndexOf('-', StringComparison.Ordinal)]], $"{request.Key} left {request.Count()} events.");
    }

    /// <summary>No record without its events and no event without its record: version n has exactly the events of the versions 1 to n.</summary>
    private static async Task CheckRowsAsync<T>(TestOrganization plant, List<AuditEvent> events, Func<T, AuditEvent, bool> agrees)
        where T : TenantRow
    {
        var type = SnakeCase.Of(typeof(T).Name);
        var changes = events.Where(one => one.EntityType == type && one.EntityVersion is not null && one.After?.Contains("\"denied\"", StringComparison.Ordinal) != true).ToLookup(one => one.EntityId!.Value);
        var rows = await plant.ReadAsync(context => context.Set<T>().AsNoTracking().ToListAsync());
        Assert.Equal(rows.Select(row => row.Id).Order(), changes.Select(one => one.Key).Order());
        foreach (var row in rows)
        {
            Assert.Equal(Enumerable.Range(1, row.Version), changes[row.Id].Select(one => one.EntityVersion!.Value));
            Assert.True(agrees(row, changes[row.Id].Last()), $"{row.AuditLabel} differs from its last event.");
        }
    }

    /// <summary>The chain verifies to its last event, and the file's own check finds nothing.</summary>
    public static async Task CheckChainAsync(TestOrganization plant)
    {
        var keys = plant.Lab.Services.GetRequiredService<SigningKeys>();
        var report = (await plant.ReadAsync(context => ChainWalk.VerifyAsync(context, keys, null, default))).Report;
        Assert.True(report.Ok, report.First?.Detail);
        Assert.Equal(report.Events, report.LastSequence);
        if (TestDatabase.Provider != DatabaseProvider.Sqlite) return;
        Assert.Equal("ok", await plant.ReadAsync(context => Sql.ScalarAsync(context, "PRAGMA integrity_check", default)));
        Assert.Null(await plant.ReadAsync(context => Sql.ScalarAsync(context, "PRAGMA foreign_key_check", default)));
    }
}
