using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>Every route of the API × everybody × how the record stands to them, against the approved table (ASVS 8.2.1, 8.2.2, 8.3.1; 21 CFR 11.10(d), (g)).</summary>
public sealed class HttpMatrixTests
{
    private static readonly string[] Outsiders = ["Nobody", "Expired", "Suspended", "Ended auditor", "Not begun", "Foreign owner"];

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Technician)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.NoAccess)]
    [Trait("assurance", "P11-10g")]
    public async Task A_role_gets_from_every_route_what_the_table_says(Role role)
    {
        await using var lab = await HttpLab.OpenAsync();
        var cells = new List<Cell>();
        foreach (var route in ApiRoutes.All)
        {
            foreach (var standing in route.IsRecord ? Enum.GetValues<Standing>() : [Standing.Shared])
            {
                if (role == Role.NoAccess && standing == Standing.OtherSite) continue;
                var asker = role == Role.NoAccess ? lab["No access"] : standing == Standing.OtherSite ? lab[$"{role} at A"] : lab[role];
                cells.Add(new Cell(route, asker, standing, Expected.Of(route, role, standing)));
            }
        }

        await CheckAsync(lab, cells);
    }

    [Fact]
    [Trait("assurance", "P11-10d")]
    public async Task Whoever_is_no_active_member_gets_nothing_from_any_route()
    {
        await using var lab = await HttpLab.OpenAsync();
        var cells = from who in Outsiders
                    from route in ApiRoutes.All
                    from standing in route.IsRecord ? new[] { Standing.Shared, Standing.Missing } : [Standing.Shared]
                    select new Cell(route, lab[who], standing, who is "Nobody" or "Expired" ? Expected.SignIn : Expected.NotFound);

        await CheckAsync(lab, [.. cells]);
    }

    /// <summary>All refusals first, with the database before and after; then what is allowed.</summary>
    private static async Task CheckAsync(HttpLab lab, List<Cell> cells)
    {
        var targets = await new HttpTargets(lab).MakeAsync(lab.Plant, [.. cells.Select(cell => (cell.Route.On, cell.Standing, cell.Asker.MemberId))]);
        for (var i = 0; i < cells.Count; i++) cells[i] = cells[i] with { Address = cells[i].Route.Address(targets[i]) };
        var wrong = new List<string>();

        var before = await HttpState.ReadAsync(lab);
        foreach (var cell in cells.Where(cell => cell.Expected.Code is not null)) wrong.AddRange(await RefusedAsync(lab, cell));
        wrong.AddRange((await HttpState.ReadAsync(lab)).Except(before).Select(table => $"Refused requests changed {table.Key}."));

        var passed = new HashSet<string>();
        var allowed = cells.FindAll(cell => cell.Expected.Code is null);
        foreach (var cell in allowed)
        {
            var answer = await lab.SendAsync(cell.Asker, cell.Route.Method, cell.Address, cell.Route.Body?.Invoke(lab.NextGiven()));
            if (answer.Status is >= 200 and < 300) passed.Add(cell.Route.Key);
            else if (answer.Member("code") != "CONFLICT") wrong.Add($"{cell} was refused: {answer.Status} {answer.Text}");
        }

        // A rule of the work may stand in the way of a cell, such as a packet that is not being built, but not of every cell of a route.
        string[] never = ["GET /api/v1/evidence-packets/{id}/download", "POST /api/v1/evidence-packets/{id}/cancel"];
        wrong.AddRange(allowed.Select(cell => cell.Route.Key).Distinct().Except(passed).Except(never).Select(route => $"{route} never succeeded."));
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cells.Count} cells differ:\n{string.Join('\n', wrong.Take(60))}");
    }

    private static async Task<List<string>> RefusedAsync(HttpLab lab, Cell cell)
    {
        var events = await CountAsync(lab);
        var answer = await lab.SendAsync(cell.Asker, cell.Route.Method, cell.Address, cell.Route.Body?.Invoke(lab.NextGiven()));
        var expected = cell.Expected;
        var got = new Expected(answer.Status, answer.Member("code"))
        {
            Capability = answer.Member("required_capability"),
            Restriction = answer.Member("restriction"),
            Required = answer.Member("required_permission"),
            Current = answer.Member("current_permission"),
        };
        if (got != expected) return [$"{cell}: expected {expected}, got {got} {answer.Text[..Math.Min(answer.Text.Length, 200)]}"];

        var added = await lab.InAsync(lab.Plant, context => context.Set<AuditEvent>().AsNoTracking().OrderBy(row => row.Sequence).Skip(events).ToListAsync());
        return IsTold(cell, answer, added) ? [] : [$"{cell} left {added.Count} events: {string.Join(", ", added.Select(row => $"{row.Action} {row.After}"))}"];
    }

    /// <summary>A member's refusal is in the log with its code, what was asked and the request. A stranger's is not, since a log belongs to its organization,
    /// and neither is a look (a merge begins with one) at an address where there is nothing.</summary>
    private static bool IsTold(Cell cell, Answer answer, List<AuditEvent> added)
    {
        var silent = cell.Asker.Name is "Nobody" or "Expired" or "Foreign owner" || (cell.Expected.Status == 404 && cell.Route.Method is ("GET" or "PATCH"));
        if (silent) return added.Count == 0;
        return added is [var one]
            && one.After!.StartsWith($"{{\"denied\":\"{cell.Expected.Code}\"", StringComparison.Ordinal)
            && one.Action == (cell.Expected.Capability ?? cell.Route.Permission)
            && one.RequestId == answer.Member("request_id")
            && one.ActorId == cell.Asker.MemberId && one.Channel == "rest";
    }

    private static Task<int> CountAsync(HttpLab lab) => lab.InAsync(lab.Plant, context => context.Set<AuditEvent>().CountAsync());

    private sealed record Cell(ApiRoute Route, Person Asker, Standing Standing, Expected Expected)
    {
        public string Address { get; init; } = "";

        public override string ToString() => $"{Asker.Name}: {Route.Key} on {Standing}";
    }
}
