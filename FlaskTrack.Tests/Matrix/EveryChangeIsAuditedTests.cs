using System.Reflection;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Tests.Members;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix;

/// <summary>The log tells of every value that any operation of the catalogue changes, as the database itself shows it (21 CFR 11.10(e)).</summary>
public sealed class EveryChangeIsAuditedTests
{
    private const string Why = "Asked for by the test";
    private static readonly MethodInfo Typed = typeof(EveryChangeIsAuditedTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Commands in an order in which each can succeed: what closes the organization comes last.</summary>
    private static readonly IReadOnlyList<OperationInfo> Commands = [.. OperationCatalogue.All.Values.Where(info => info.IsCommand).OrderBy(info => info.Type == typeof(CloseOrganization)).ThenBy(info => info.Name, StringComparer.Ordinal)];

    [Fact]
    [Trait("assurance", "P11-10e-2")]
    public async Task Every_row_that_a_command_changes_is_told_value_by_value()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var cover = new AuditCover(await ModelAsync(lab));
        var (wrong, changed) = (new List<string>(), new HashSet<string>());

        foreach (var info in Commands)
        {
            var (caller, input) = await CallAsync(ground, info);
            var (before, known) = (await RawRows.ReadAsync(lab), await EventsAsync(lab, []));
            if (await RunAsync(lab, caller, info, input) is { } problem)
            {
                wrong.Add($"{info.Name} did not happen, so nothing was shown: {problem.Sentence}");
                continue;
            }

            var changes = RawRows.Changes(before, await RawRows.ReadAsync(lab)).ToList();
            wrong.AddRange(cover.Missing(changes, await EventsAsync(lab, known)).Select(missing => $"{info.Name} changed {missing}, of which no event tells."));
            changed.UnionWith(changes.Select(change => change.Table));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Superset(new HashSet<string> { "Samples", "SampleParents", "Memberships", "Invitations", "Organizations", "Sites", "ListViews", "EvidencePackets", "SampleImports", "Users" }, changed);
    }

    /// <summary>The proof that the comparison can fail: the same changes without the events of one kind of row.</summary>
    [Fact]
    [Trait("assurance", "P11-10e-2")]
    public async Task A_kind_of_row_left_out_of_the_log_would_be_named_with_its_columns()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var cover = new AuditCover(await ModelAsync(lab));
        var (before, known) = (await RawRows.ReadAsync(lab), await EventsAsync(lab, []));
        await plant.DoAsync(Role.Owner, new CreateSite("North", "NOR"));
        var (changes, events) = (RawRows.Changes(before, await RawRows.ReadAsync(lab)).ToList(), await EventsAsync(lab, known));

        Assert.Empty(cover.Missing(changes, events));
        var missing = cover.Missing(changes, [.. events.Where(e => e.EntityType != "site")]);
        Assert.Contains("Sites.Name", missing);
        Assert.Contains("Sites.ShortCode", missing);
    }

    /// <summary>Reasons are given for tables and columns that exist.</summary>
    [Fact]
    public async Task Nothing_is_left_out_that_is_not_there()
    {
        await using var lab = await TestLab.OpenAsync();
        var model = await ModelAsync(lab);
        var columns = model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => property.Name).ToHashSet();

        Assert.Empty(AuditCover.Tables.Keys.Except(model.GetEntityTypes().Select(type => type.GetTableName()!)));
        Assert.Subset(columns, AuditCover.Columns.Keys.Concat(AuditCover.AccountColumns.Keys).ToHashSet());
        if (TestDatabase.Provider != DatabaseProvider.Sqlite) return;
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        var tables = await context.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'").ToListAsync();
        Assert.Equal(model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    /// <summary>Without the log there is no change: the event and its change are one transaction (ASVS 16.5.3: fail closed).</summary>
    [Fact]
    [Trait("assurance", "P11-10e-1")]
    [Trait("assurance", "S59")]
    public async Task With_the_log_away_no_command_changes_anything()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var calls = new List<(OperationInfo Info, Caller Caller, object Input)>();
        foreach (var info in Commands)
        {
            var (caller, input) = await CallAsync(ground, info);
            calls.Add((info, caller, input));
        }

        var before = await RawRows.ReadAsync(lab);
        var wrong = new List<string>();
        foreach (var (info, caller, input) in calls)
        {
            await RenameAsync(lab, "AuditEvents", "AuditEventsAway");
            var happened = await HappenedAsync(lab, caller, info, input);
            await RenameAsync(lab, "AuditEventsAway", "AuditEvents");
            var changes = RawRows.Changes(before, await RawRows.ReadAsync(lab)).Select(change => change.Table).Except(AuditCover.Tables.Keys).Distinct().ToList();
            if (changes.Count > 0) wrong.Add($"{info.Name} changed {string.Join(", ", changes)}");
            if (happened && await ChangesAsync(lab, caller, info, input)) wrong.Add($"{info.Name} said that it happened");
            if (happened || changes.Count > 0) before = await RawRows.ReadAsync(lab);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await ground.Lab.DoAsync(Role.Owner, new CreateSite("Afterwards", "AFT")); // with the log back, work goes on
    }

    /// <summary>Whether, with the log there, the command changes content at all; keeping what is there already changes nothing.</summary>
    private static async Task<bool> ChangesAsync(TestLab lab, Caller caller, OperationInfo info, object input)
    {
        var before = await RawRows.ReadAsync(lab);
        await RunAsync(lab, caller, info, input);
        return RawRows.Changes(before, await RawRows.ReadAsync(lab)).Any(change => !AuditCover.Tables.ContainsKey(change.Table));
    }

    /// <summary>An input with which the command succeeds, and who gives it.</summary>
    private static async Task<(Caller Caller, object Input)> CallAsync(Ground ground, OperationInfo info)
    {
        var lab = ground.Lab;
        if (info.Type == typeof(CloseOrganization)) return (lab.As(Role.Owner), new CloseOrganization(await lab.ReadAsync(context => context.Set<Organization>().Select(row => row.Slug).SingleAsync()), Why));
        if (info.Type == typeof(ChangeSlug)) return (lab.As(Role.Owner), new ChangeSlug("plant-renamed", Why)); // the callers after it come by the former one
        if (info.Type == typeof(CorrectSampleState)) return (lab.As(Role.Owner), new CorrectSampleState(await InStateAsync(ground, "discarded"), "initiated", Why));
        if (info.Type == typeof(RestoreSample)) return (lab.As(Role.Owner), new RestoreSample(await ArchivedAsync(ground), Why));
        if (info.Type == typeof(RestoreSamples)) return (lab.As(Role.Owner), new RestoreSamples([await ArchivedAsync(ground)], Why));
        if (info.Type == typeof(SendDigest)) return (Caller.Job(lab.UserOf(Role.Owner), lab.Slug, "Digest"), await OperationSamples.MakeAsync(info.Type, ground));
        if (info.Type == typeof(WriteSampleImport)) return (Caller.Job(lab.UserOf(Role.Owner), lab.Slug, "Sample importer"), await OperationSamples.MakeAsync(info.Type, ground));
        if (info.Type == typeof(AcceptInvitation))
        {
            var guest = await lab.Lab.PersonAsync("Guest");
            var line = (await lab.DoAsync(Role.Owner, new InviteMembers([await lab.EmailAsync(guest)], Role.Viewer)))[0];
            return (Caller.Demo(guest, null), new AcceptInvitation(InvitationTests.Token(line)));
        }

        return (lab.As(Role.Owner), await OperationSamples.MakeAsync(info.Type, ground));
    }

    private static async Task<long> InStateAsync(Ground ground, string state)
    {
        var id = await ground.SampleAsync();
        await ground.Lab.DoAsync(Role.Owner, new ChangeSampleState(id, state));
        return id;
    }

    private static async Task<long> ArchivedAsync(Ground ground)
    {
        var id = await ground.SampleAsync();
        await ground.Lab.DoAsync(Role.Owner, new ArchiveSample(id));
        return id;
    }

    private static async Task<bool> HappenedAsync(TestLab lab, Caller caller, OperationInfo info, object input)
    {
        try
        {
            return await RunAsync(lab, caller, info, input) is null;
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException)
        {
            return false;
        }
    }

    private static async Task RenameAsync(TestLab lab, string from, string to)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        await Sql.ExecuteAsync(context, context is SqlServerFlaskTrackDbContext ? $"EXEC sp_rename '{from}', '{to}'" : $"ALTER TABLE \"{from}\" RENAME TO \"{to}\"", default);
    }

    private static async Task<Microsoft.EntityFrameworkCore.Metadata.IModel> ModelAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return context.Model;
    }

    /// <summary>Events of every chain that are not among the known.</summary>
    private static async Task<List<AuditEvent>> EventsAsync(TestLab lab, List<AuditEvent> known)
    {
        var seen = known.Select(e => (e.OrganizationId, e.Sequence)).ToHashSet();
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return [.. (await context.Set<AuditEvent>().IgnoreQueryFilters().AsNoTracking().ToListAsync()).Where(e => !seen.Contains((e.OrganizationId, e.Sequence)))];
    }

    private static Task<Problem?> RunAsync(TestLab lab, Caller caller, OperationInfo info, object input) =>
        (Task<Problem?>)Typed.MakeGenericMethod(info.Type, info.ResultType).Invoke(null, [lab, caller, input])!;

    private static async Task<Problem?> RunTypedAsync<TSelf, TResult>(TestLab lab, Caller caller, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await lab.RunAsync(caller, operation)).Problem;
}
