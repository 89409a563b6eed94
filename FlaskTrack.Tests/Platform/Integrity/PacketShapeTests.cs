using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>What a packet's files must look like. Everything here is hashed and signed as it should be, so only the shape can tell; and no verifier takes what another refuses.</summary>
public sealed class PacketShapeTests : IDisposable
{
    private readonly SamplePacket sample = new();

    [Fact]
    public async Task A_packet_said_again_in_the_same_words_is_accepted()
    {
        var packet = await sample.MakeAsync();
        Verifiers.Accept(sample.Retold(packet, PacketNames.Manifest, _ => { }), sample.Keys.Active.PublicKey);
        Verifiers.Accept(sample.Retold(packet, PacketNames.Events, line => line["reason"] = "another"), sample.Keys.Active.PublicKey);
    }

    [Fact]
    public async Task Members_are_compared_one_by_one()
    {
        await RefusedAsync(PacketNames.Events, line => line["actor"] = new JsonObject { ["id kind name on_behalf_of role"] = 1 }, "events");
        await RefusedAsync(PacketNames.Events, line => line["entity"] = new JsonObject { ["code id"] = 1, ["label type version"] = 2 }, "events");
        await RefusedAsync(PacketNames.Events, line => line["actor"] = new JsonArray("id", "kind"), "events");
        await RefusedAsync(PacketNames.Manifest, manifest => manifest["counts"] = new JsonObject { ["events files records withheld"] = 1 }, "manifest");
    }

    [Theory]
    [InlineData("actor.id", "1.5")]
    [InlineData("actor.kind", "null")]
    [InlineData("actor.name", "7")]
    [InlineData("entity.id", "\"12\"")]
    [InlineData("entity.version", "\"3\"")]
    [InlineData("entity.version", "4294967297")]
    [InlineData("entity.label", "[]")]
    [InlineData("before", "[1]")]
    [InlineData("after", "\"text\"")]
    [InlineData("signature_id", "true")]
    [InlineData("sequence", "\"12\"")]
    [InlineData("channel", "null")]
    [InlineData("ip", "{}")]
    [InlineData("time", "null")]
    [InlineData("time", "\"2026-02-30T10:00:00.000000Z\"")]
    [InlineData("time", "\"2026-03-01T24:00:00.000000Z\"")]
    [InlineData("time", "\"2026-03-01T10:60:00.000000Z\"")]
    [InlineData("time", "\"2025-02-29T10:00:00.000000Z\"")]
    [InlineData("time", "\"0000-01-01T10:00:00.000000Z\"")]
    [InlineData("time", "\"٢٠٢٦-03-01T10:00:00.000000Z\"")]
    [InlineData("time", "\"2026-03-01T10:00:00.000000Z\\n\"")]
    public Task Values_of_an_event_are_of_their_kind_and_times_are_real(string member, string json) => RefusedAsync(PacketNames.Events, line => Put(line, member, json), "events");

    [Theory]
    [InlineData("files", "[null]")]
    [InlineData("record_versions", "[null]")]
    [InlineData("scope.records", "[null]")]
    [InlineData("made_by", "null")]
    [InlineData("made_by", "{\"id kind name role\":1}")]
    [InlineData("made_by.name", "null")]
    [InlineData("application.version", "1")]
    [InlineData("organization.slug", "null")]
    [InlineData("counts.records", "\"2\"")]
    [InlineData("counts.withheld", "null")]
    [InlineData("head.sequence", "12.5")]
    [InlineData("packet", "null")]
    [InlineData("replaces", "5")]
    [InlineData("made_at", "\"2026-05-32T10:00:00.000000Z\"")]
    [InlineData("scope.from", "\"٢٠٢٦-05-01T10:00:00.000000Z\"")]
    public Task Values_of_the_manifest_are_of_their_kind(string member, string json) => RefusedAsync(PacketNames.Manifest, manifest => Put(manifest, member, json), "manifest");

    [Theory]
    [InlineData("inclusion", "[null,null,null,null,null,null,null,null,null,null,null,null]", "inclusion")]
    [InlineData("checkpoint", "null", "key")]
    [InlineData("checkpoint.time", "\"2026-05-04T10:00:61.000000Z\"", "key")]
    [InlineData("checkpoint.time", "\"٢٠٢٦-05-04T10:00:00.000000Z\"", "key")]
    public Task Values_of_the_proofs_are_of_their_kind(string member, string json, string check) => RefusedAsync(PacketNames.Proofs, proofs => Put(proofs, member, json), check);

    [Fact]
    public async Task A_record_that_is_nothing_is_refused() => await RefusedAsync(PacketNames.Records, records => records["records"] = new JsonArray(null, null), "records");

    [Theory]
    [InlineData("packet.pdf")]
    [InlineData("packet.xlsx")]
    [InlineData("verify.html")]
    public async Task Sheets_tables_and_the_page_are_demanded(string name)
    {
        var packet = sample.Retold(await sample.MakeAsync(), PacketNames.Manifest, manifest =>
            manifest["files"] = new JsonArray([.. manifest["files"]!.AsArray().Where(file => (string?)file!["name"] != name).Select(file => file!.DeepClone())]));
        Verifiers.Refuse(SamplePacket.Pack(SamplePacket.Unpack(packet).Where(file => file.Name != name)), $"The manifest lacks {name}.", alike: true, sample.Keys.Active.PublicKey);
    }

    [Fact]
    public async Task Attached_files_are_as_many_as_the_manifest_counts() =>
        Verifiers.Refuse(await sample.MakeAsync(manifest => manifest with { Counts = manifest.Counts with { Files = 3 } }), "The manifest lists 2 attached files and counts 3.", alike: true);

    [Fact]
    public async Task Whole_with_a_published_key_and_whole_without_are_told_apart()
    {
        var packet = await sample.MakeAsync();
        const string Alone = "whole; the key was not compared with a published one";
        Assert.All(Verifiers.Accept(packet), output => Assert.Contains(Alone, output, StringComparison.Ordinal));
        Assert.All(Verifiers.Accept(packet, sample.Keys.Active.PublicKey), output =>
        {
            Assert.Contains("The packet is whole", output, StringComparison.Ordinal);
            Assert.DoesNotContain("not compared", output, StringComparison.Ordinal);
        });
        Assert.Equal("The packet is whole; the key was not compared with a published one.", PacketVerifier.Verify(new MemoryStream(packet)).Verdict);
        Assert.Equal("The packet is whole.", PacketVerifier.Verify(new MemoryStream(packet), [sample.Keys.Active.PublicKey]).Verdict);
        Assert.Equal("The packet is not whole.", PacketVerifier.Verify(new MemoryStream([1, 2])).Verdict);
    }

    public void Dispose() => sample.Dispose();

    private static void Put(JsonObject into, string member, string json)
    {
        var names = member.Split('.');
        foreach (var name in names[..^1]) into = into[name]!.AsObject();
        into[names[^1]] = JsonNode.Parse(json);
    }

    /// <summary>Refused by that check in all three.</summary>
    private async Task RefusedAsync(string name, Action<JsonObject> change, string check)
    {
        var packet = sample.Retold(await sample.MakeAsync(), name, change);
        Assert.Contains(PacketVerifier.Verify(new MemoryStream(packet)).Checks, one => one.Name == check && !one.Ok);
        Verifiers.Refuse(packet, "", alike: true, sample.Keys.Active.PublicKey);
    }
}
