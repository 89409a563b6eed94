using System.Globalization;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Tests.Support;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>Verifying from stored bytes says what verifying the events says, whatever was done to them.</summary>
public sealed class SqliteChainRowsTests
{
    private const string Statement = EventColumns.Select + """ WHERE "OrganizationId" = @OrganizationId AND "Sequence" > @After AND "Sequence" <= @To ORDER BY "Sequence" """;

    private static readonly string[] Texts = ["plain", "", "two \"quoted\" words", "back\\slash", "tab\tline\nbell\u0007", "null\0inside", "µ °C Ελληνικά 漢字 🌱", "line\u2028separator", "ﬀ\u0301", "\u007f"];

    [Fact]
    public async Task Honest_events_are_verified_without_being_made()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await FilledAsync(lab);

        var (fast, made) = await FastAsync(plant);

        Assert.True(fast.Ok, fast.First?.Detail);
        Assert.Equal(0, made);
        Assert.Equal(await SlowAsync(plant), fast, Same);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "Reason" = 'other' WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "ActorId" = NULL WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "EntityVersion" = "EntityVersion" + 4294967296 WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "EntityId" = 9007199254740993 WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "After" = '{"a":2}' WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "EntityLabel" = CAST(X'ff41' AS TEXT) WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Organization" = 'elsewhere' WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Hash" = upper("Hash") WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Sequence" = {n} - 1) WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "PreviousHash" = 'none' WHERE "Sequence" = {n}""")]
    [InlineData("""DELETE FROM "AuditEvents" WHERE "Sequence" IN ({n}, {n} - 1)""")]
    [InlineData("""UPDATE "AuditEvents" SET "Sequence" = "Sequence" + 1000 WHERE "Sequence" = {n}""")]
    public async Task Every_tampering_is_reported_alike(string statement)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await FilledAsync(lab);
        var fourthLast = (await plant.EventsAsync()).Count - 3;
        await plant.RawAsync(statement.Replace("{n}", fourthLast.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var (fast, _) = await FastAsync(plant);

        Assert.False(fast.Ok);
        Assert.Equal(await SlowAsync(plant), fast, Same);
    }

    [Fact]
    public async Task A_data_reader_gives_the_same_events_as_the_stored_bytes()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await FilledAsync(lab);
        await plant.RawAsync("""UPDATE "AuditEvents" SET "EntityVersion" = "EntityVersion" + 4294967296 WHERE "Sequence" = 5""");

        var (read, stored) = await plant.ReadAsync(async context =>
        {
            var stored = new List<ChainEvent>();
            await EventReader.WalkAsync(context, long.MinValue, long.MaxValue, stored.Add, default);
            await using var command = await Sql.CommandAsync(context, Statement, [("OrganizationId", plant.Id), ("After", long.MinValue), ("To", long.MaxValue)], default);
            await using var reader = await command.ExecuteReaderAsync();
            var (row, read) = (new EventRow(), new List<ChainEvent>());
            while (await reader.ReadAsync()) read.Add(row.Read(reader));
            return (read, stored);
        });

        Assert.Equal(stored, read);
        Assert.True(read.Count > 2 * Texts.Length, $"{read.Count} events");
        Assert.Equal(int.MaxValue, read.Single(one => one.Sequence == 5).EntityVersion);
    }

    /// <summary>Each gives the bytes of the honest event and so its hash, but what the page and the exports show of the row is something else.</summary>
    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "EntityId" = "EntityId" || 'x' WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "ActorId" = "ActorId" + 0.5 WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "EntityVersion" = CAST("EntityVersion" || 'x' AS BLOB) WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Reason" = CAST("Reason" AS BLOB) WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Hash" = CAST("Hash" AS BLOB) WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Time" = "Time" + 5 WHERE "Sequence" = {n}""")]
    [InlineData("""UPDATE "AuditEvents" SET "Time" = -1 WHERE "Sequence" = {n}""")]
    public async Task What_no_event_was_ever_stored_as_is_named_as_changed(string statement)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await FilledAsync(lab);
        var fourthLast = (await plant.EventsAsync()).Count - 3;
        await plant.RawAsync(statement.Replace("{n}", fourthLast.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var (report, _) = await FastAsync(plant);

        Assert.Equal((ChainFault.Changed, (long)fourthLast), (Assert.Single(report.Findings).Fault, report.Findings[0].Sequence));
    }

    private static async Task<TestOrganization> FilledAsync(TestLab lab)
    {
        var plant = await lab.OrganizationAsync();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        context.Enter(plant.Id, plant.Slug);
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var (i, text) in Texts.Index())
        {
            var scope = new AuditScope { ActorKind = "user", ActorId = i, ActorName = text, ActorRole = text, OnBehalfOf = text, Channel = "ui", RequestId = text, Ip = text, UserAgent = text, Action = "samples.edit", Reason = text };
            var pending = new PendingEvent(null, "sample", i, text, text, i, AuditValue.Json(new Dictionary<string, object?> { ["a"] = text }), AuditValue.Json(new Dictionary<string, object?> { ["b"] = i }));
            await AuditChain.AppendAsync(context, [pending, new PendingEvent("auth.sign-in", null, null, null, null, null, null, null)], plant.Slug, scope, accessChanged: false, default);
        }

        await transaction.CommitAsync();
        return plant;
    }

    private static Task<(ChainReport Report, long Made)> FastAsync(TestOrganization plant) => plant.ReadAsync(async context =>
    {
        var verifier = await VerifierAsync(context);
        var rows = new SqliteChainRows(verifier);
        await context.Database.OpenConnectionAsync();
        rows.Walk((SqliteConnection)context.Database.GetDbConnection(), Statement, [("OrganizationId", plant.Id), ("After", long.MinValue), ("To", long.MaxValue)], () => { }, default);
        return (verifier.Finish(), rows.Made);
    });

    private static Task<ChainReport> SlowAsync(TestOrganization plant) => plant.ReadAsync(async context =>
    {
        var verifier = await VerifierAsync(context);
        await EventReader.WalkAsync(context, long.MinValue, long.MaxValue, verifier.Add, default);
        return verifier.Finish();
    });

    private static async Task<ChainVerifier> VerifierAsync(FlaskTrackDbContext context)
    {
        var head = await AuditChain.PeekAsync(context, context.OrganizationId, default);
        return new ChainVerifier(context.Scope.OrganizationSlug, new ChainHead(head!.Sequence, head.Hash), [], _ => true);
    }

    private static bool Same(ChainReport a, ChainReport b) =>
        a with { Findings = [] } == b with { Findings = [] } && a.Findings.SequenceEqual(b.Findings);
}
