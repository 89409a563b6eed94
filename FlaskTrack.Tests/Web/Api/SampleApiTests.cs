using System.Text.Json;

using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

public sealed class SampleApiTests
{
    [Fact]
    public async Task A_sample_is_made_read_changed_and_deleted()
    {
        await using var lab = await ApiLab.OpenAsync();

        var answer = await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus("Leaf callus"));
        var made = await ApiLab.JsonAsync(answer, 201);
        Assert.Equal("/api/v1/samples/SMP-000001", answer.Headers.Location!.ToString());
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal("tissue_culture", made.GetProperty("domain").GetString());
        var permissions = made.GetProperty("permissions");
        Assert.Equal("owner", permissions.GetProperty("level").GetString());
        foreach (var can in new[] { "can_view", "can_edit", "can_share", "can_delete" }) Assert.True(permissions.GetProperty(can).GetBoolean());

        var changed = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", "samples/smp-000001", new { notes = "Yellow rim", custom_fields = new { medium = "MS" } }, ("If-Match", "\"1\"")), 200);
        Assert.Equal(("Leaf callus", "Yellow rim", 2), (changed.GetProperty("name").GetString(), changed.GetProperty("notes").GetString(), changed.GetProperty("version").GetInt32()));
        var cleared = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", "samples/1", """{"notes":null,"custom_fields":{"light":"16 h"}}"""), 200);
        Assert.False(cleared.TryGetProperty("notes", out _));
        Assert.Equal("MS", cleared.GetProperty("custom_fields").GetProperty("medium").GetString());
        Assert.Equal("16 h", cleared.GetProperty("custom_fields").GetProperty("light").GetString());

        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "DELETE", "samples/1"), 422, "REASON_REQUIRED");
        Assert.Equal(204, (int)(await lab.SendAsync(Role.Owner, "DELETE", "samples/1", null, ("X-Reason", "Made twice"))).StatusCode);
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "GET", "samples/1"), 404, "NOT_FOUND");
        var last = (await lab.EventsAsync())[^1];
        Assert.Equal(("samples.delete", "Made twice", "rest"), (last.Action, last.Reason, last.Channel));
    }

    [Fact]
    public async Task A_lost_race_fails_its_condition_and_overwrites_nothing()
    {
        await using var lab = await ApiLab.OpenAsync();
        await lab.MakeAsync();
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", "samples/1", new { notes = "First" }, ("If-Match", "\"1\"")), 200);

        foreach (var tag in new[] { "\"1\"", "\"other\"" })
        {
            var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PATCH", "samples/1", new { notes = "Second" }, ("If-Match", tag)), 412, "PRECONDITION_FAILED");
            Assert.Equal(2, fault.GetProperty("current_version").GetInt32());
        }

        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "DELETE", "samples/1", null, ("If-Match", "\"1\""), ("X-Reason", "Old")), 412, "PRECONDITION_FAILED");
        Assert.Equal("First", (await lab.ReadAsync(Role.Owner, "samples/1")).GetProperty("notes").GetString());
    }

    [Fact]
    public async Task Lists_page_sort_filter_search_and_count()
    {
        await using var lab = await ApiLab.OpenAsync();
        foreach (var name in new[] { "Alpha", "Beta", "Gamma" }) await lab.MakeAsync(Role.Owner, name);

        var first = await lab.ReadAsync(Role.Owner, "samples?page[size]=2&sort=-name&include=total");
        Assert.Equal(["Gamma", "Beta"], Names(first));
        Assert.Equal(3, first.GetProperty("total").GetInt32());
        var second = await lab.ReadAsync(Role.Owner, $"samples?page[size]=2&sort=-name&page[after]={first.GetProperty("page").GetProperty("next").GetString()}");
        Assert.Equal(["Alpha"], Names(second));
        Assert.False(second.GetProperty("page").TryGetProperty("next", out _));

        Assert.Equal(["Beta"], Names(await lab.ReadAsync(Role.Owner, "samples?q=beta")));
        Assert.Equal(["Alpha"], Names(await lab.ReadAsync(Role.Owner, "samples?filter[code]=SMP-000001&filter[kind]=callus")));
        Assert.Empty(Names(await lab.ReadAsync(Role.Owner, "samples?filter[status]=archived")));
        Assert.Equal(3, Names(await lab.ReadAsync(Role.Owner, "samples?filter[created_from]=2020-01-01T00:00:00Z&filter[state_changed_from]=2020-01-01T00:00:00Z")).Count);
        Assert.Empty(Names(await lab.ReadAsync(Role.Owner, "samples?filter[created_to]=2020-01-01T00:00:00Z")));
        Assert.Empty(Names(await lab.ReadAsync(Role.Owner, "samples?filter[state_changed_to]=2020-01-01T00:00:00Z")));
    }

    [Fact]
    public async Task A_place_is_filtered_whole_with_the_commas_in_it_and_several_by_naming_each()
    {
        await using var lab = await ApiLab.OpenAsync();
        foreach (var (name, place) in new[] { ("Alpha", "Room B, shelf 2"), ("Beta", "Incubator 3"), ("Gamma", null) })
        {
            var fields = JsonSerializer.SerializeToNode(lab.Callus(name))!;
            fields["location"] = place;
            using var made = await lab.SendAsync(Role.Owner, "POST", "samples", fields);
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        }

        Assert.Equal(["Alpha"], Names(await lab.ReadAsync(Role.Owner, "samples?filter[location]=Room%20B,%20shelf%202")));
        Assert.Equal(["Alpha", "Beta"], Names(await lab.ReadAsync(Role.Owner, "samples?sort=name&filter[location]=Room%20B,%20shelf%202&filter[location]=Incubator%203")));
        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "GET", $"samples?filter[location]={new string('x', 161)}"), 422, "VALIDATION_FAILED");
        Assert.Equal("filter[location]", Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("filter[colour]=red", "filter[colour]")]
    [InlineData("filter[kind]=stone", "filter[kind]")]
    [InlineData("page[size]=201", "page[size]")]
    [InlineData("sort=colour", "sort")]
    [InlineData("page[after]=nonsense", "page[after]")]
    public async Task A_slip_in_a_list_is_an_error_and_not_a_wider_list(string query, string field)
    {
        await using var lab = await ApiLab.OpenAsync();

        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "GET", $"samples?{query}"), 422, "VALIDATION_FAILED");

        Assert.Equal(field, Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_sample_goes_through_its_life()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Scientist);
        var made = await lab.MakeAsync(Role.Scientist);
        var next = (await lab.ReadAsync(Role.Scientist, "samples/1")).GetProperty("next_states")[0].GetString();

        Assert.Equal(next, (await ApiLab.JsonAsync(await lab.SendAsync(Role.Scientist, "POST", "samples/1/state", new { state = next }), 200)).GetProperty("state").GetString());
        Assert.Equal("archived", (await ApiLab.JsonAsync(await lab.SendAsync(Role.Scientist, "POST", "samples/1/archive"), 200)).GetProperty("status").GetString());
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Scientist, "PATCH", "samples/1", new { notes = "x" }), 409, "RECORD_LOCKED");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples/1/restore"), 422, "REASON_REQUIRED");
        Assert.Equal("active", (await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "samples/1/restore", null, ("X-Reason", "Needed")), 200)).GetProperty("status").GetString());
        var handed = await lab.SendAsync(Role.Scientist, "POST", "samples/1/transfer", new { to = 1, reason = "Leaving" });
        await ApiLab.JsonAsync(handed, 200);
        Assert.Equal("Leila Haddad", (await lab.ReadAsync(Role.Owner, "samples/1")).GetProperty("owner").GetProperty("name").GetString());
        Assert.NotEqual("Leila Haddad", made.GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_refusal_names_what_is_missing_and_is_audited()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Scientist, Role.Viewer);
        await lab.MakeAsync();

        var role = await ApiLab.FaultAsync(await lab.SendAsync(Role.Viewer, "PATCH", "samples/1", new { notes = "x" }), 403, "FORBIDDEN");
        Assert.Equal("samples.edit", role.GetProperty("required_capability").GetString());
        var denied = (await lab.EventsAsync())[^1];
        Assert.Equal(("samples.edit", "Viewer", "rest"), (denied.Action, denied.ActorName, denied.Channel));
        Assert.Contains("FORBIDDEN", denied.After, StringComparison.Ordinal);
        Assert.Equal(role.GetProperty("request_id").GetString(), denied.RequestId);

        var level = await ApiLab.FaultAsync(await lab.SendAsync(Role.Scientist, "POST", "samples/1/visibility", new { visibility = "restricted" }), 403, "FORBIDDEN");
        Assert.Equal(("SHARE", "EDIT"), (level.GetProperty("required_permission").GetString(), level.GetProperty("current_permission").GetString()));

        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "samples/1/visibility", new { visibility = "restricted" }), 200);
        var hidden = await ApiLab.FaultAsync(await lab.SendAsync(Role.Scientist, "GET", "samples/1"), 403, "FORBIDDEN");
        Assert.Equal(("READ", "NONE"), (hidden.GetProperty("required_permission").GetString(), hidden.GetProperty("current_permission").GetString()));
        Assert.Empty(Names(await lab.ReadAsync(Role.Scientist, "samples")));
    }

    [Fact]
    public async Task Another_organization_is_not_there()
    {
        await using var lab = await ApiLab.OpenAsync();
        await lab.MakeAsync();
        var stranger = await lab.EnterAsync(await lab.PersonAsync("ivo", async (_, user) =>
        {
            await using var scope = lab.Web.App.Services.CreateAsyncScope();
            var runner = new OperationRunner(new FixedCaller(Caller.Demo(user, null)), scope.ServiceProvider.GetRequiredService<RunnerParts>(), scope.ServiceProvider);
            Assert.True((await runner.RunAsync(new CreateOrganization("Fjord Mycology", "fjord"))).IsOk);
        }));

        foreach (var path in new[] { "samples/1", "samples/SMP-000001" })
        {
            await ApiLab.FaultAsync(await ApiLab.SendAsync(stranger, "GET", path), 404, "NOT_FOUND");
            await ApiLab.FaultAsync(await ApiLab.SendAsync(stranger, "PATCH", path, new { notes = "x" }), 404, "NOT_FOUND");
            await ApiLab.FaultAsync(await ApiLab.SendAsync(stranger, "DELETE", path, null, ("X-Reason", "x")), 404, "NOT_FOUND");
        }

        await ApiLab.FaultAsync(await ApiLab.SendAsync(stranger, "GET", "samples/1", null, ("Organization", "nordhavn")), 404, "NOT_FOUND");
        Assert.Empty(Names(await ApiLab.JsonAsync(await ApiLab.SendAsync(stranger, "GET", "samples"), 200)));
    }

    private static List<string?> Names(JsonElement page) => [.. page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("name").GetString())];
}
