using System.Diagnostics;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>The log is searched by who, what, when and why in a lab that has worked for years.</summary>
[Trait("assurance", "D11-12.4")]
public sealed class AuditIndexTests
{
    private const int Events = 100_000;

    private static readonly string Fill = $"""
        INSERT INTO "AuditEvents" ("OrganizationId", "Sequence", "Organization", "Time", "ActorKind", "ActorId", "ActorName", "ActorRole", "Channel", "Action", "EntityType", "EntityId", "EntityCode", "EntityLabel", "EntityVersion", "Before", "After", "Reason", "PreviousHash", "Hash")
        WITH RECURSIVE n(i) AS (SELECT CAST(1000 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {Events + 1000})
        SELECT @OrganizationId, i, 'plant', @Start + i * 600000000, 'user', i % 40 + 1, 'Member ' || (i % 40 + 1), CASE WHEN i % 3 = 0 THEN 'technician' ELSE 'scientist' END, CASE WHEN i % 50 = 0 THEN 'import' ELSE 'ui' END,
            CASE WHEN i % 7 = 0 THEN 'organization.settings' ELSE 'sites.manage' END, 'site', i % 900, NULL, 'Site', i, @Before, @After, CASE WHEN i % 200 = 0 THEN 'typing error ' || i ELSE NULL END, '', 'h' || i FROM n
        """;

    [Fact]
    public async Task The_first_page_of_each_filter_is_there_in_two_seconds_at_100_000_events()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var start = lab.Clock.GetUtcNow().UtcTicks;
        await plant.ReadAsync(context => Sql.ExecuteAsync(context, Fill, default, ("OrganizationId", plant.Id), ("Start", start), ("Before", """{"name":"x"}"""), ("After", """{"name":"y"}""")));
        var month = new AuditFilter { From = lab.Clock.GetUtcNow().AddDays(20), To = lab.Clock.GetUtcNow().AddDays(50) };
        AuditFilter[] filters =
        [
            new() { Actor = "17" }, new() { Actor = "member 17" }, month, month with { Actor = "17" }, new() { Role = "technician" }, new() { Channel = "import" }, new() { Action = "organization." },
            new() { EntityType = "site" }, new() { HasReason = true }, new() { Text = "error 90200" }, new() { Outcome = AuditOutcome.Denied }, new() { EntityCode = "SMP-000001" },
        ];

        foreach (var filter in filters)
        {
            var watch = Stopwatch.StartNew();
            var page = await plant.DoAsync(Role.Owner, new FindAuditEvents(filter));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{filter} took {watch.Elapsed.TotalSeconds:0.0} s");
            Assert.True(page.Rows.Count > 0 || filter.Outcome is not null || filter.EntityCode is not null, $"{filter} found nothing");
        }
    }

    [Theory]
    [InlineData("actor", "ActorId")]
    [InlineData("code", "EntityCode")]
    [InlineData("time", "Time")]
    public async Task The_selective_ones_go_by_an_index(string by, string column)
    {
        if (TestDatabase.Provider != DatabaseProvider.Sqlite) return; // the plan is read in SQLite's words
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        var plan = await plant.ReadAsync(context =>
        {
            var condition = by switch { "actor" => "\"ActorId\" = 17", "code" => "\"EntityCode\" = 'SMP-000001'", _ => "\"Time\" >= 5 ORDER BY \"Time\"" };
            return Sql.FirstAsync(context, $"EXPLAIN QUERY PLAN SELECT \"Sequence\" FROM \"AuditEvents\" WHERE \"OrganizationId\" = 1 AND {condition}{(by == "time" ? "" : " ORDER BY \"Sequence\" DESC")} LIMIT 50", row => row.GetString(3), default);
        });

        Assert.Contains("USING", plan, StringComparison.Ordinal);
        Assert.Contains(column, plan, StringComparison.Ordinal);
    }
}
