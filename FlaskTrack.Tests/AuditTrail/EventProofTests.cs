using System.Text.Json.Nodes;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Platform.Pdf;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>The proof of a single event, checked by the script that shares no code with the product.</summary>
public sealed class EventProofTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "tools", "verify-packet", "verify_event.py");

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(-1)]
    public async Task It_proves_the_event_without_FlaskTrack(int place)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(name: "Désirée 10 µM");
        var sequence = place > 0 ? place : (await plant.EventsAsync())[^1].Sequence;

        var proof = await plant.DoAsync(Role.Auditor, new GetEventProof(sequence));

        var (code, said) = await CheckAsync(lab, proof.Json, "--keys", await KeysAsync(lab));
        Assert.True(code == 0, said);
        Assert.Contains($"Event {sequence} of plant is proved: a published key signed", said, StringComparison.Ordinal);
        Assert.Equal($"plant-event-{sequence}-proof.json", proof.FileName);
        var last = (await plant.EventsAsync())[^1];
        Assert.Equal(("audit.verify", $"{{\"proof_of\":{sequence}}}"), (last.Action, last.After));
    }

    [Theory]
    [InlineData("/event/reason", "made up")]
    [InlineData("/hash", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/checkpoint/merkle_root", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/checkpoint/signature", "AAAA")]
    [InlineData("/inclusion/path/0", "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Whatever_is_changed_in_it_no_longer_holds(string at, string value)
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync();
        var proof = JsonNode.Parse((await plant.DoAsync(Role.Auditor, new GetEventProof(3))).Json)!;
        var steps = at[1..].Split('/');
        var holder = steps[..^1].Aggregate(proof, (node, step) => node[step]!);
        if (holder is JsonArray list) list[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else holder[steps[^1]] = value;

        var (code, said) = await CheckAsync(lab, System.Text.Encoding.UTF8.GetBytes(proof.ToJsonString()));

        Assert.True(code == 1, said);
        Assert.Contains("FAILED", said, StringComparison.Ordinal);
        Assert.Contains("NOT proved", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_trusted_key_it_says_that_nothing_is_authenticated()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await using var other = await TestLab.OpenAsync();
        var proof = (await plant.DoAsync(Role.Auditor, new GetEventProof(3))).Json;

        var (code, said) = await CheckAsync(lab, proof);
        Assert.True(code == 0, said);
        Assert.Contains("Event 3 of plant is NOT authenticated", said, StringComparison.Ordinal);
        Assert.DoesNotContain("is proved", said, StringComparison.Ordinal);

        (code, said) = await CheckAsync(lab, proof, "--keys", await KeysAsync(other));
        Assert.True(code == 1, said);
        Assert.Contains("Event 3 of plant is NOT proved", said, StringComparison.Ordinal);

        var empty = Path.Combine(lab.Folder, "empty.json");
        await File.WriteAllTextAsync(empty, "{\"keys\":[]}");
        (code, said) = await CheckAsync(lab, proof, "--keys", empty);
        Assert.True(code == 2, said);
    }

    [Fact]
    public async Task Of_what_the_reader_may_not_see_there_is_the_hash_alone()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var closed = await plant.SampleAsync(Role.Owner, "hidden treasure", Visibility.Restricted);
        var sequence = (await plant.EventsAsync()).Single(e => e.EntityCode == closed.Code).Sequence;

        var proof = await plant.DoAsync(Role.Auditor, new GetEventProof(sequence));

        Assert.DoesNotContain("hidden treasure", System.Text.Encoding.UTF8.GetString(proof.Json), StringComparison.Ordinal);
        var (code, said) = await CheckAsync(lab, proof.Json, "--keys", await KeysAsync(lab));
        Assert.True(code == 0, said);
        Assert.Contains("its content was withheld and nothing is proved of it", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_the_right_to_verify_and_an_event()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();

        Assert.Equal("audit.verify", (await plant.RunAsync(Role.Scientist, new GetEventProof(1))).Denied().RequiredCapability);
        Assert.Equal(DenialCode.NotFound, (await plant.RunAsync(Role.Auditor, new GetEventProof(9999))).Denied().Code);
    }

    /// <summary>The installation's keys as it publishes them.</summary>
    private static async Task<string> KeysAsync(TestLab lab)
    {
        var file = Path.Combine(lab.Folder, "published.json");
        var keys = new JsonArray([.. lab.Services.GetRequiredService<SigningKeys>().All.Select(key => new JsonObject { ["public_key"] = key.PublicKey })]);
        await File.WriteAllTextAsync(file, new JsonObject { ["keys"] = keys }.ToJsonString());
        return file;
    }

    private static async Task<(int Code, string Said)> CheckAsync(TestLab lab, byte[] json, params string[] keys)
    {
        var file = Path.Combine(lab.Folder, "proof.json");
        await File.WriteAllBytesAsync(file, json);
        return PdfTools.Run("python3", ["-B", Script, file, .. keys]);
    }
}
