using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Web.Api;

public sealed class OrganizationApiTests
{
    [Fact]
    public async Task One_learns_who_one_is()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Technician);

        var me = await lab.ReadAsync(Role.Technician, "me");

        Assert.Equal(("technician", "nordhavn"), (me.GetProperty("role").GetString(), me.GetProperty("organization").GetString()));
        var permissions = me.GetProperty("permissions").EnumerateArray().Select(name => name.GetString()).ToList();
        Assert.Contains("samples.change-state", permissions);
        Assert.DoesNotContain("samples.create", permissions);
    }

    [Fact]
    public async Task Settings_change_by_a_merge_and_not_by_members()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Scientist);
        var before = await lab.ReadAsync(Role.Owner, "organization");

        var changed = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", "organization", new { name = "Nordhavn Labs" }), 200);
        Assert.Equal("Nordhavn Labs", changed.GetProperty("name").GetString());
        Assert.Equal(before.GetProperty("time_zone").GetString(), changed.GetProperty("time_zone").GetString());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PATCH", "organization", new { name = "Again" }, ("If-Match", $"\"{before.GetProperty("version").GetInt32()}\"")), 412, "PRECONDITION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PATCH", "organization", new { slug = "other" }), 422, "VALIDATION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Scientist, "PATCH", "organization", new { name = "Mine" }), 403, "FORBIDDEN");
    }

    [Fact]
    public async Task Sites_are_made_changed_and_taken_out_of_use()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Viewer);

        var made = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "sites", new { name = "Greenhouse", short_code = "GREEN", containment = "bsl1" }), 201);
        var path = $"sites/{made.GetProperty("id").GetInt64()}";
        Assert.Equal("bsl2", (await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", path, new { containment = "bsl2" }), 200)).GetProperty("containment").GetString());
        Assert.True((await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", $"{path}/archive"), 200)).GetProperty("archived").GetBoolean());
        Assert.Empty((await lab.ReadAsync(Role.Viewer, "sites")).GetProperty("data").EnumerateArray());
        Assert.Single((await lab.ReadAsync(Role.Viewer, "sites?filter[archived]=true")).GetProperty("data").EnumerateArray());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PATCH", "sites/999", new { name = "x" }), 404, "NOT_FOUND");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "POST", "sites", new { name = "Mine", short_code = "MINE" }), 403, "FORBIDDEN");
    }

    [Fact]
    public async Task A_role_is_changed_by_itself_and_never_above_ones_own()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Admin, Role.Viewer);
        var rows = (await lab.ReadAsync(Role.Admin, "members?page[size]=2&include=total"));
        Assert.Equal(3, rows.GetProperty("total").GetInt32());
        var viewer = (await lab.ReadAsync(Role.Admin, "members?filter[role]=viewer")).GetProperty("data")[0].GetProperty("id").GetInt64();

        Assert.Equal("technician", (await ApiLab.JsonAsync(await lab.SendAsync(Role.Admin, "PATCH", $"members/{viewer}", new { role = "technician" }), 200)).GetProperty("role").GetString());
        Assert.Equal("Media kitchen", (await ApiLab.JsonAsync(await lab.SendAsync(Role.Admin, "PATCH", $"members/{viewer}", new { job_title = "Media kitchen" }), 200)).GetProperty("job_title").GetString());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Admin, "PATCH", $"members/{viewer}", new { role = "viewer", job_title = "Both" }), 422, "VALIDATION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Admin, "PATCH", $"members/{viewer}", new { role = "owner" }), 403, "FORBIDDEN");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "PATCH", $"members/{viewer}", new { role = "admin" }), 403, "FORBIDDEN");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PATCH", "members/999", new { job_title = "x" }), 404, "NOT_FOUND");
    }

    [Fact]
    public async Task People_are_invited_and_the_invitation_taken_back()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Viewer);

        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "invitations", new { emails = new[] { "ada@lab.example" } }), 422, "VALIDATION_FAILED");
        var lines = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "invitations", new { emails = new[] { "ada@lab.example", "no address" }, role = "technician" }), 201);
        Assert.Equal(["invited", "not_an_address"], lines.GetProperty("data").EnumerateArray().Select(line => line.GetProperty("outcome").GetString()));
        var open = (await lab.ReadAsync(Role.Owner, "invitations")).GetProperty("data")[0];
        Assert.Equal("ada@lab.example", open.GetProperty("email").GetString());
        Assert.Equal(204, (int)(await lab.SendAsync(Role.Owner, "DELETE", $"invitations/{open.GetProperty("id").GetInt64()}")).StatusCode);
        Assert.Empty((await lab.ReadAsync(Role.Owner, "invitations")).GetProperty("data").EnumerateArray());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "GET", "invitations"), 403, "FORBIDDEN");
    }

    [Fact]
    public async Task The_audit_log_is_read_by_those_who_may_and_never_written()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Auditor, Role.Technician);
        await lab.MakeAsync();

        var page = await lab.ReadAsync(Role.Auditor, "audit-events?filter[entity_type]=sample&page[size]=1");
        var sequence = page.GetProperty("data")[0].GetProperty("sequence").GetInt64();
        Assert.True((await lab.ReadAsync(Role.Auditor, $"audit-events/{sequence}")).GetProperty("is_intact").GetBoolean());
        foreach (var method in new[] { "PATCH", "PUT", "DELETE", "POST" })
            await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, method, $"audit-events/{sequence}", method == "DELETE" ? null : new { reason = "x" }), 405, "METHOD_NOT_ALLOWED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Auditor, "GET", "audit-events/999999"), 404, "NOT_FOUND");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Auditor, "GET", "audit-events?filter[outcome]=maybe"), 422, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task A_packet_is_asked_for_and_shown_with_its_rights()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Technician);
        await lab.MakeAsync();

        var made = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "evidence-packets", new { codes = new[] { "SMP-000001" }, purpose = "Audit" }), 201);
        var code = made.GetProperty("code").GetString();
        Assert.Equal("owner", (await lab.ReadAsync(Role.Owner, $"evidence-packets/{code}")).GetProperty("permissions").GetProperty("level").GetString());
        Assert.Single((await lab.ReadAsync(Role.Owner, "evidence-packets")).GetProperty("data").EnumerateArray());
        using var one = await lab.SendAsync(Role.Owner, "GET", $"evidence-packets/{code}");
        Assert.Equal($"\"{(await ApiLab.JsonAsync(one, 200)).GetProperty("version").GetInt32()}\"", one.Headers.ETag!.Tag);
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "DELETE", $"evidence-packets/{code}", null, ("If-Match", "\"99\""), ("X-Reason", "Wrong scope")), 412, "PRECONDITION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "evidence-packets", new { purpose = "Nothing chosen" }), 422, "VALIDATION_FAILED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Technician, "POST", "evidence-packets", new { codes = new[] { "SMP-000001" } }), 403, "FORBIDDEN");
    }

    [Fact]
    public async Task Each_answer_says_what_is_left()
    {
        await using var lab = await ApiLab.OpenAsync();

        var answer = await lab.SendAsync(Role.Owner, "GET", "me");

        Assert.Equal("\"principal\";q=600;w=60", answer.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Matches("^\"principal\";r=\\d+;t=\\d+$", answer.Headers.GetValues("RateLimit").Single());
    }
}
