using System.Text;

using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Tests.Web.Api;

public sealed class RequestTests
{
    [Theory]
    [InlineData("GET", "samples")]
    [InlineData("POST", "samples")]
    [InlineData("GET", "samples/1")]
    [InlineData("DELETE", "samples/1")]
    [InlineData("GET", "members")]
    [InlineData("GET", "audit-events")]
    [InlineData("GET", "me")]
    public async Task Without_a_token_nothing_answers(string method, string path)
    {
        await using var lab = await ApiLab.OpenAsync();

        var answer = await ApiLab.SendAsync(lab.Stranger(), method, path, method == "POST" ? lab.Callus() : null);

        await ApiLab.FaultAsync(answer, 401, "UNAUTHENTICATED");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        var cookie = (await lab.Web.EnterAsync()).Client;
        await ApiLab.FaultAsync(await ApiLab.SendAsync(cookie, method, path, method == "POST" ? lab.Callus() : null), 401, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("organization_id", "2")]
    [InlineData("owner_id", "2")]
    [InlineData("created_by_id", "2")]
    [InlineData("code", "\"SMP-000999\"")]
    [InlineData("status", "\"archived\"")]
    [InlineData("version", "9")]
    [InlineData("id", "9")]
    public async Task What_is_no_member_of_a_request_cannot_be_set(string member, string value)
    {
        await using var lab = await ApiLab.OpenAsync();
        await lab.MakeAsync();

        foreach (var (method, path) in new[] { ("POST", "samples"), ("PATCH", "samples/1") })
        {
            var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, method, path, $$"""{"name":"Callus","{{member}}":{{value}}}"""), 422, "VALIDATION_FAILED");
            Assert.Equal(member, Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
        }

        Assert.Equal(1, (await lab.ReadAsync(Role.Owner, "samples/1")).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("{", 400, "body")]
    [InlineData("[]", 400, "body")]
    [InlineData("", 400, "body")]
    [InlineData("""{"name":"A","name":"B"}""", 400, "body")]
    [InlineData("""{"kind":"stone"}""", 422, "kind")]
    [InlineData("""{"kind":1}""", 422, "kind")]
    [InlineData("""{"species_id":"one"}""", 422, "species_id")]
    public async Task A_body_that_cannot_be_read_says_where(string body, int status, string field)
    {
        await using var lab = await ApiLab.OpenAsync();

        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples", body), status, "VALIDATION_FAILED");

        Assert.Equal(field, Assert.Single(fault.GetProperty("errors").EnumerateObject()).Name);
        Assert.DoesNotContain("FlaskTrack", fault.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_that_is_wrong_has_its_messages()
    {
        await using var lab = await ApiLab.OpenAsync();

        var fault = await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "POST", "samples", new { quantity = "two", unit = "mL" }), 422, "VALIDATION_FAILED");

        Assert.Equal(["domain", "kind", "quantity", "species_id"], fault.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Other_types_large_bodies_and_unknown_addresses_get_the_same_form()
    {
        await using var lab = await ApiLab.OpenAsync();
        var client = lab.As(Role.Owner);
        var samples = new Uri("/api/v1/samples", UriKind.Relative);

        using var text = new StringContent("name=Callus", Encoding.UTF8, "text/plain");
        await ApiLab.FaultAsync(await client.PostAsync(samples, text), 415, "UNSUPPORTED_MEDIA_TYPE");
        using var large = new StringContent($$"""{"notes":"{{new string('x', 1_100_000)}}"}""", Encoding.UTF8, "application/json");
        await ApiLab.FaultAsync(await client.PostAsync(samples, large), 413, "PAYLOAD_TOO_LARGE");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "GET", "no-such-thing"), 404, "NOT_FOUND");
        await ApiLab.FaultAsync(await lab.SendAsync(Role.Owner, "PUT", "samples"), 405, "METHOD_NOT_ALLOWED");
    }
}
