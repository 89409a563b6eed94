using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Web.Api;

public sealed class SampleMatrixTests
{
    private static readonly Role[] Roles = [Role.Owner, Role.Admin, Role.Scientist, Role.Technician, Role.Viewer, Role.Auditor];

    /// <summary>Every role against every endpoint, on a sample of somebody else that the whole organization may read.</summary>
    [Fact]
    public async Task Every_role_gets_from_every_endpoint_what_the_table_says()
    {
        await using var lab = await ApiLab.OpenAsync(Roles);
        var seen = new List<string>();
        foreach (var role in Roles)
        {
            await lab.MakeAsync();
            var code = (await lab.ReadAsync(Role.Owner, "samples?sort=-code")).GetProperty("data")[0].GetProperty("code").GetString();
            var next = (await lab.ReadAsync(Role.Owner, $"samples/{code}")).GetProperty("next_states")[0].GetString();
            (string Method, string Path, object? Body)[] calls =
            [
                ("GET", "samples", null), ("GET", $"samples/{code}", null), ("POST", "samples", lab.Callus()), ("PATCH", $"samples/{code}", new { notes = "Seen" }),
                ("POST", $"samples/{code}/state", new { state = next }), ("POST", $"samples/{code}/visibility", new { visibility = "organization" }), ("POST", $"samples/{code}/archive", null),
                ("POST", $"samples/{code}/restore", null), ("POST", $"samples/{code}/transfer", new { to = 2 }), ("DELETE", $"samples/{code}", null),
            ];
            var statuses = new List<int>();
            foreach (var (method, path, body) in calls) statuses.Add((int)(await lab.SendAsync(role, method, path, body, ("X-Reason", "Table"))).StatusCode);
            seen.Add($"{role} {string.Join(' ', statuses)}");
        }

        Assert.Equal(
        [
            "Owner 200 200 201 200 200 200 200 200 200 204",
            "Admin 200 200 201 200 200 200 200 200 200 204",
            "Scientist 200 200 201 200 200 403 200 403 403 403",
            "Technician 200 200 403 403 200 403 403 403 403 403",
            "Viewer 200 200 403 403 403 403 403 403 403 403",
            "Auditor 200 200 403 403 403 403 403 403 403 403",
        ], seen);
    }
}
