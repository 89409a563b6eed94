using System.Net.Sockets;
using System.Text;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Web.Api;

/// <summary>A request with an Idempotency-Key has one effect.</summary>
public sealed class IdempotencyTests
{
    private const string Header = "Idempotency-Key";

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_makes_nothing()
    {
        await using var lab = await ApiLab.OpenAsync();
        var first = await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, "a-1"));
        var events = (await lab.EventsAsync()).Count;

        var second = await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, "a-1"));

        Assert.Equal((await ApiLab.JsonAsync(first, 201)).GetRawText(), (await ApiLab.JsonAsync(second, 201)).GetRawText());
        Assert.Equal((first.Headers.ETag, first.Headers.Location, first.Content.Headers.ContentType), (second.Headers.ETag, second.Headers.Location, second.Content.Headers.ContentType));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(events, (await lab.EventsAsync()).Count);
        Assert.Single((await lab.ReadAsync(Role.Owner, "samples")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_change_and_a_deletion_are_done_once_too()
    {
        await using var lab = await ApiLab.OpenAsync();
        var code = (await lab.MakeAsync()).GetProperty("code").GetString();

        for (var i = 0; i < 2; i++)
        {
            var changed = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "PATCH", $"samples/{code}", new { notes = "Seen" }, (Header, "edit"), ("If-Match", "\"1\"")), 200);
            Assert.Equal(2, changed.GetProperty("version").GetInt32());
        }

        for (var i = 0; i < 2; i++) Assert.Equal(204, (int)(await lab.SendAsync(Role.Owner, "DELETE", $"samples/{code}", null, (Header, "gone"), ("X-Reason", "Empty flask"))).StatusCode);
        Assert.Equal(404, (int)(await lab.SendAsync(Role.Owner, "DELETE", $"samples/{code}", null, (Header, "gone2"), ("X-Reason", "Empty flask"))).StatusCode);
    }

    [Fact]
    public async Task The_same_key_with_another_content_is_refused_by_name()
    {
        await using var lab = await ApiLab.OpenAsync();
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, "a-1")), 201);

        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus("Callus B"), (Header, "a-1")), 422, "VALIDATION_FAILED");

        Assert.Equal(Header, Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "sites", new { name = "North", short_code = "NORTH" }, (Header, "a-1")), 201);
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus("Callus B"), (Header, "a-2")), 201);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("long")]
    public async Task A_key_that_is_none_is_refused_by_name(string key)
    {
        await using var lab = await ApiLab.OpenAsync();

        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, key == "long" ? new string('k', 201) : key)), 422, "VALIDATION_FAILED");

        Assert.Equal(Header, Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_with_its_key()
    {
        await using var lab = await ApiLab.OpenAsync();

        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples", new { name = "Callus" }, (Header, "a-1")), 422, "VALIDATION_FAILED");

        await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, "a-1")), 201);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_carried_out_and_all_get_its_answer()
    {
        await using var lab = await ApiLab.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.SendAsync(Role.Owner, "POST", "samples", lab.Callus(), (Header, "at-once"))));

        var codes = new HashSet<string?>();
        foreach (var answer in answers) codes.Add((await ApiLab.JsonAsync(answer, 201)).GetProperty("code").GetString());
        Assert.Single(codes);
        Assert.Single((await lab.ReadAsync(Role.Owner, "samples")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Another_person_with_the_same_key_makes_their_own()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Scientist);

        foreach (var role in new[] { Role.Owner, Role.Scientist }) await ApiLab.JsonAsync(await lab.SendAsync(role, "POST", "samples", lab.Callus(), (Header, "a-1")), 201);

        Assert.Equal(2, (await lab.ReadAsync(Role.Owner, "samples")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_script_with_a_token_is_heard_once_and_counted_too()
    {
        await using var lab = await ApiLab.OpenAsync();
        using var script = await lab.ScriptAsync(Role.Owner, Permissions.Samples.Create, Permissions.Records.View);

        var first = await ApiLab.SendAsync(script, "POST", "samples", lab.Callus(), (Header, "reader-1"));
        var second = await ApiLab.SendAsync(script, "POST", "samples", lab.Callus(), (Header, "reader-1"));

        Assert.Equal((await ApiLab.JsonAsync(first, 201)).GetRawText(), (await ApiLab.JsonAsync(second, 201)).GetRawText());
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Single((await lab.ReadAsync(Role.Owner, "samples")).GetProperty("data").EnumerateArray());
        Assert.True(first.Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task Whoever_lost_a_right_reads_no_kept_answer_again()
    {
        await using var lab = await ApiLab.OpenAsync(Role.Admin);
        object invitation = new { emails = new[] { "mina@lab.example" }, role = "viewer" };
        await ApiLab.JsonAsync(await lab.SendAsync(Role.Admin, "POST", "invitations", invitation, (Header, "invite-2")), 201);
        var admin = (await lab.ReadAsync(Role.Admin, "me")).GetProperty("member_id").GetInt64();

        Assert.Equal(200, (int)(await lab.SendAsync(Role.Owner, "PATCH", $"members/{admin}", new { role = "technician" })).StatusCode);

        Assert.Equal(404, (int)(await lab.SendAsync(Role.Admin, "POST", "invitations", invitation, (Header, "invite-2"))).StatusCode);
    }

    /// <summary>The answer to an invitation holds its link, which is shown once; whoever reads the database must not find it there.</summary>
    [Fact]
    public async Task A_kept_answer_can_be_read_with_the_key_alone()
    {
        await using var lab = await ApiLab.OpenAsync();
        var invited = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "invitations", new { emails = new[] { "mina@lab.example" }, role = "viewer" }, (Header, "invite-1")), 201);
        var link = invited.GetProperty("data")[0].GetProperty("link").GetString()!;

        await using var context = lab.Web.App.Services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(TimeProvider.System));
        var row = await context.Set<RequestClaim>().IgnoreQueryFilters().SingleAsync();

        Assert.DoesNotContain("invite-1", $"{row.Route} {row.KeyHash} {row.ContentHash} {row.Answer}", StringComparison.Ordinal);
        Assert.DoesNotContain(link[^20..], row.Answer + Encoding.UTF8.GetString(Convert.FromBase64String(row.Answer!)), StringComparison.Ordinal);
        var again = await ApiLab.JsonAsync(await lab.SendAsync(Role.Owner, "POST", "invitations", new { emails = new[] { "mina@lab.example" }, role = "viewer" }, (Header, "invite-1")), 201);
        Assert.Equal(link, again.GetProperty("data")[0].GetProperty("link").GetString());
    }

    /// <summary>Written by hand, because a client joins the lines of one name.</summary>
    [Theory]
    [InlineData("If-Match", "\"1\"")]
    [InlineData("X-Reason", "Because")]
    [InlineData(Header, "a")]
    [InlineData("Organization", "nordhavn")]
    public async Task A_header_sent_twice_is_refused_by_name(string name, string value)
    {
        await using var lab = await ApiLab.OpenAsync();
        using var line = new TcpClient();
        await line.ConnectAsync(lab.Web.Address.Host, lab.Web.Address.Port);
        await using var stream = line.GetStream();
        var head = $"POST /api/v1/samples HTTP/1.1\r\nHost: {lab.Web.Address.Authority}\r\nAuthorization: {lab.As(Role.Owner).DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n{name}: {value}\r\n{name}: {value}\r\n\r\n{{}}";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\":[\"{name} was sent 2 times", answer, StringComparison.Ordinal);
    }
}
