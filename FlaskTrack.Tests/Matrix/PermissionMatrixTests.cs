using System.Reflection;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix;

/// <summary>Every operation × role × how the record stands to the person, through the runner, against the approved table (ASVS 8.1.1, 8.2.1, 8.2.2, 8.4.1).</summary>
[Trait("assurance", "S1")]
public sealed class PermissionMatrixTests
{
    /// <summary>What everybody in the organization may do, because it is about nothing but themselves.</summary>
    private static readonly string[] OwnThings =
    [
        "DeleteListView", "DropDraft", "EditNotificationSettings", "FindDraft", "FindListViews", "FindNotifications", "GetMyAccess", "GetMyRights", "GetNotificationSettings", "KeepDraft", "MarkNotificationsRead", "SaveListView", "SendDigest",
    ];

    private static readonly MethodInfo Typed = typeof(PermissionMatrixTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly IReadOnlyList<OperationInfo> Operations = [.. OperationCatalogue.All.Values.OrderBy(info => info.Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_operation_has_a_sample_input() =>
        Assert.Empty(Operations.Where(info => !OperationSamples.Has(info.Type)).Select(info => info.Name));

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    public async Task A_role_passes_the_gate_exactly_where_table_and_record_allow(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        ground.Actor = role;
        var (denied, allowed) = await ArrangeAsync(ground);
        var wrong = new List<string>();

        var before = await DatabaseState.ReadAsync(lab);
        foreach (var cell in denied) wrong.AddRange(await DeniedAsync(ground, cell));
        wrong.AddRange((await DatabaseState.ReadAsync(lab)).Except(before).Select(table => $"Refused acts changed {table.Key}."));

        foreach (var cell in allowed)
        {
            if (await RunAsync(lab, ground.Lab.As(role), cell) is Problem.Refused refused) wrong.Add($"{cell} was refused: {refused.Denial.Name}, {refused.Sentence}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {denied.Count + allowed.Count} cells differ:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Viewer)]
    public async Task A_member_of_another_organization_finds_nothing_here(Role role)
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync("plant"));
        var ferment = await lab.OrganizationAsync("ferment");
        var cells = await InputsAsync(ground, info => info is { IsOutside: false, EntersByInvitation: false });
        var events = (await ground.Lab.EventsAsync()).Count;
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells)
        {
            var problem = await RunAsync(lab, Caller.Demo(ferment.UserOf(role), "plant"), cell);
            if (problem is not Problem.Refused { Denial.Code: DenialCode.NotFound }) wrong.Add($"{cell}: {problem}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        Assert.Equal(events, (await ground.Lab.EventsAsync()).Count);
    }

    [Fact]
    public async Task Ids_of_another_organization_are_not_found_in_ones_own()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync("plant"));
        var ferment = await lab.OrganizationAsync("ferment");
        var cells = await InputsAsync(ground, info => Expectation.TakesRecord(info) || OperationSamples.OnRows.Contains(info.Type));
        var events = (await ground.Lab.EventsAsync()).Count;
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells)
        {
            var problem = await RunAsync(lab, ferment.As(Role.Owner), cell);
            if (problem is not Problem.Refused { Denial.Code: DenialCode.NotFound }) wrong.Add($"{cell}: {problem}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        Assert.Equal(events, (await ground.Lab.EventsAsync()).Count);
    }

    /// <summary>Members who are none now: for them the organization is not there.</summary>
    [Fact]
    [Trait("assurance", "P11-10d")]
    public async Task Whoever_is_suspended_past_the_end_or_not_begun_finds_nothing()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var (suspended, ended, later) = (await InactiveAsync(ground, row => row.Status = MembershipStatus.Suspended), await InactiveAsync(ground, row => row.EndsAt = lab.Clock.GetUtcNow()), await InactiveAsync(ground, row => row.StartsAt = lab.Clock.GetUtcNow().AddSeconds(1)));
        var cells = await InputsAsync(ground, info => info is { IsOutside: false, EntersByInvitation: false });
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells)
        {
            foreach (var user in new[] { suspended, ended, later })
            {
                var problem = await RunAsync(lab, ground.Lab.Caller(user), cell);
                if (problem is not Problem.Refused { Denial.Code: DenialCode.NotFound }) wrong.Add($"{cell}: {problem}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
    }

    [Fact]
    [Trait("assurance", "P11-10d")]
    public async Task A_member_without_any_right_is_told_at_every_operation_which_one_is_missing()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var (user, _) = await ground.Lab.AnotherAsync(Role.NoAccess, "No access");
        var cells = await InputsAsync(ground, info => info is { IsOutside: false, EntersByInvitation: false } && info.Requires != Permissions.Member);
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells)
        {
            var problem = await RunAsync(lab, ground.Lab.Caller(user), cell);
            if (problem is not Problem.Refused { Denial.Code: DenialCode.Forbidden } refused || refused.Denial.RequiredCapability != cell.Operation.Requires.Name) wrong.Add($"{cell}: {problem}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        Assert.Equal(OwnThings, Operations.Where(info => info.Requires == Permissions.Member).Select(info => info.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>A suspended organization reads and takes out, and writes nothing.</summary>
    [Fact]
    public async Task In_a_suspended_organization_every_query_works_and_no_command_does()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var cells = await InputsAsync(ground, info => info is { IsOutside: false, EntersByInvitation: false });
        await ground.Lab.WriteAsync(context => context.Set<Core.Organizations.Organization>().Single().Status = Core.Organizations.OrganizationStatus.Suspended);
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells.OrderBy(cell => cell.Operation.IsCommand ? 0 : 1))
        {
            var problem = await RunAsync(lab, ground.Lab.As(Role.Owner), cell);
            if (cell.Operation.IsCommand != problem is Problem.Refused { Denial.Code: DenialCode.RecordLocked }) wrong.Add($"{cell}: {problem}");
            if (!cell.Operation.IsCommand && problem is Problem.Refused) wrong.Add($"{cell}: {problem}");
        }

        Assert.Empty(wrong);
        string[] kept = ["AuditCheckpoint", "ChainVerification", "SampleImport", "Notification"]; // what verifying writes down, and the stop of an import that was to change something
        Assert.Equal(before.Where(table => !kept.Contains(table.Key)), (await DatabaseState.ReadAsync(lab)).Where(table => !kept.Contains(table.Key)));
    }

    [Fact]
    public async Task Nobody_signed_in_is_asked_to_sign_in_everywhere_but_at_an_invitation()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        var cells = await InputsAsync(ground, info => info.Requires != Permissions.Anonymous);
        var before = await DatabaseState.ReadAsync(lab);
        var wrong = new List<string>();

        foreach (var cell in cells)
        {
            var problem = await RunAsync(lab, Caller.Anonymous with { Organization = "plant" }, cell);
            if (problem is not Problem.Refused { Denial.Code: DenialCode.Unauthenticated }) wrong.Add($"{cell}: {problem}");
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await DatabaseState.ReadAsync(lab));
        Assert.Equal(["DeclineInvitation", "GetInvitation"], Operations.Where(info => info.Requires == Permissions.Anonymous).Select(info => info.Name));
    }

    /// <summary>A refusal with the expected code that leaves one event, which says who was refused what.</summary>
    private static async Task<List<string>> DeniedAsync(Ground ground, Cell cell)
    {
        var count = await ground.Lab.ReadAsync(context => context.Set<Core.Platform.Auditing.AuditEvent>().CountAsync());
        var problem = await RunAsync(ground.Lab.Lab, ground.Lab.As(ground.Actor), cell);
        if (problem is not Problem.Refused refused || refused.Denial.Name != cell.Expected) return [$"{cell} was expected to be {cell.Expected}, but: {problem?.ToString() ?? "it happened"}"];
        var added = await ground.Lab.ReadAsync(context => context.Set<Core.Platform.Auditing.AuditEvent>().OrderBy(e => e.Sequence).Skip(count).ToListAsync());
        var told = added is [var one] && one.Action == cell.Operation.Requires.Name && one.After!.Contains($"\"denied\":\"{cell.Expected}\"", StringComparison.Ordinal) && one.After.Contains($"\"operation\":\"{cell.Operation.Name}\"", StringComparison.Ordinal);
        return told ? [] : [$"{cell} left {added.Count} events: {string.Join(", ", added.Select(e => $"{e.Action} {e.After}"))}"];
    }

    private static async Task<(List<Cell> Denied, List<Cell> Allowed)> ArrangeAsync(Ground ground)
    {
        var cells = new List<Cell>();
        foreach (var info in Operations)
        {
            foreach (var situation in Expectation.TakesRecord(info) ? Enum.GetValues<Situation>() : [Situation.Shared])
            {
                ground.Situation = situation;
                cells.Add(new Cell(info, situation, await OperationSamples.MakeAsync(info.Type, ground), Expectation.Of(info, ground.Actor, situation)));
            }
        }

        return (cells.FindAll(cell => cell.Expected is not null), cells.FindAll(cell => cell.Expected is null));
    }

    private static async Task<List<Cell>> InputsAsync(Ground ground, Func<OperationInfo, bool> which)
    {
        var cells = new List<Cell>();
        foreach (var info in Operations.Where(which)) cells.Add(new Cell(info, Situation.Shared, await OperationSamples.MakeAsync(info.Type, ground), null));
        return cells;
    }

    private static async Task<long> InactiveAsync(Ground ground, Action<Membership> change)
    {
        var (user, member) = await ground.Lab.AnotherAsync(Role.Admin, $"Inactive {ground.Next()}");
        await ground.Lab.WriteAsync(context => change(context.Find<Membership>(member)!));
        return user;
    }

    private static Task<Problem?> RunAsync(TestLab lab, Caller caller, Cell cell) =>
        (Task<Problem?>)Typed.MakeGenericMethod(cell.Operation.Type, cell.Operation.ResultType).Invoke(null, [lab, caller, cell.Input])!;

    private static async Task<Problem?> RunTypedAsync<TSelf, TResult>(TestLab lab, Caller caller, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await lab.RunAsync(caller, operation)).Problem;

    private sealed record Cell(OperationInfo Operation, Situation Situation, object Input, string? Expected)
    {
        public override string ToString() => Expectation.TakesRecord(Operation) ? $"{Operation.Name} on {Situation}" : Operation.Name;
    }
}
