using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>The verifiers say the same of every packet: whole ones pass, tampered ones are
/// refused with the file, event or record named.</summary>
public sealed class PacketTests : IDisposable
{
    private readonly SamplePacket sample = new();

    [Fact]
    public async Task A_whole_packet_is_accepted_with_and_without_the_published_key()
    {
        var packet = await sample.MakeAsync();
        Accepted(packet);
        Accepted(packet, sample.Keys.Active.PublicKey);
        var report = PacketVerifier.Verify(new MemoryStream(packet));
        Assert.Equal(("EVP-000001", "North laboratory", sample.Keys.Active.KeyId), (report.Packet, report.Organization, report.KeyId));
        Assert.Equal(MerkleTree.FromHashes(SamplePacket.Chain().Select(entry => entry.Hash)).Root, report.RootHash);
        Assert.Equal(12, report.Checks.Count);
    }

    [Fact]
    public async Task The_same_state_gives_the_same_files()
    {
        var first = SamplePacket.Unpack(await sample.MakeAsync());
        var second = SamplePacket.Unpack(await sample.MakeAsync());
        Assert.Equal(["packet.pdf", "packet.xlsx", "records.json", "audit.jsonl", "proofs.json", "verify.html", "files/empty.csv", "files/gel β.png", "manifest.json", "manifest.sig"],
            first.Select(file => file.Name));
        foreach (var name in new[] { "records.json", "audit.jsonl" })
            Assert.Equal(first.Single(file => file.Name == name).Content, second.Single(file => file.Name == name).Content);
    }

    [Fact]
    public async Task A_changed_byte_in_any_file_is_refused_and_the_file_named()
    {
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        foreach (var (name, content) in files.Where(file => file.Content.Length > 0))
            foreach (var at in new[] { 0, content.Length / 2, content.Length - 1 })
            {
                var changed = (byte[])content.Clone();
                changed[at] ^= 1;
                var packet = SamplePacket.Pack(files.Select(file => file.Name == name ? (name, changed) : file));
                Refused(packet, name is "manifest.sig" or "manifest.json" ? "manifest." : name);
            }
    }

    [Fact]
    public async Task Files_removed_added_or_swapped_are_refused()
    {
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        foreach (var (name, _) in files) Refused(SamplePacket.Pack(files.Where(file => file.Name != name)), name);
        Refused(SamplePacket.Pack(files.Append(("files/extra.txt", [1]))), "files/extra.txt is not in the manifest.");
        Refused(SamplePacket.Pack(files.Append(files[0])), "twice");
        Refused(SamplePacket.Pack(files.Append(("../evil.txt", [1]))), "unsafe name");
        var other = SamplePacket.Unpack(await sample.MakeAsync(chain: SamplePacket.Chain()[..11]));
        foreach (var name in new[] { "audit.jsonl", "proofs.json" })
            Refused(SamplePacket.Pack(files.Select(file => file.Name == name ? other.Single(swap => swap.Name == name) : file)), name);
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        var packet = await sample.MakeAsync();
        foreach (var length in new[] { 0, 10, packet.Length / 2, packet.Length - 1 }) Refused(packet[..length], "not a whole ZIP archive");
    }

    [Fact]
    public async Task A_removed_event_line_is_refused_even_when_everything_is_signed_again()
    {
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        var lines = Encoding.UTF8.GetString(files.Single(file => file.Name == "audit.jsonl").Content).Split('\n');
        var shorter = Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, index) => index != 4)));
        Refused(SamplePacket.Pack(files.Select(file => file.Name == "audit.jsonl" ? (file.Name, shorter) : file)), "audit.jsonl has 11 events; the manifest says 12.");
        // The installation itself leaves a change out: its key is true, but the record's history has a hole.
        Refused(await sample.MakeAsync(keep: entry => entry.Sequence != 5), "the change to version 3 is missing", sample.Keys.Active.PublicKey);
        // A read of that version does not stand in for the change that made it.
        Refused(await sample.MakeAsync(keep: entry => entry.Sequence != 11), "the change to version 6 is missing");
        Accepted(await sample.MakeAsync(keep: entry => entry.Sequence % 4 != 0));
    }

    [Theory]
    [InlineData("""{"denied":"Forbidden","operation":"EditSample","required":"samples.edit"}""")]
    [InlineData("""{"administrative_access":true}""")]
    public async Task A_refusal_or_an_administrators_reading_does_not_stand_in_for_a_change(string after)
    {
        var chain = SamplePacket.Chain(after);
        Accepted(await sample.MakeAsync(chain: chain));
        // Events 2, 6 and 10 make versions 1, 2 and 3 of the first sample; 4, 8 and 12 only carry them.
        Verifiers.Refuse(await sample.MakeAsync(chain: chain, keep: entry => entry.Sequence != 2), "the change to version 1 is missing", alike: true, sample.Keys.Active.PublicKey);
        Verifiers.Refuse(await sample.MakeAsync(chain: chain, keep: entry => entry.Sequence != 6), "the change to version 2 is missing", alike: true, sample.Keys.Active.PublicKey);
        Verifiers.Refuse(await sample.MakeAsync(chain: chain, keep: entry => entry.Sequence != 10), "the change to version 3 is missing", alike: true, sample.Keys.Active.PublicKey);
    }

    [Fact]
    public async Task The_use_of_a_right_does_not_stand_in_for_a_later_change() =>
        Verifiers.Refuse(await sample.MakeAsync(chain: SamplePacket.Chain("""{"verified":"EVP-000001"}"""), keep: entry => entry.Sequence != 6), "the change to version 2 is missing", alike: true);

    [Fact]
    public async Task A_period_demands_only_a_run_without_gaps()
    {
        static PacketManifest Period(PacketManifest manifest) => manifest with { Scope = manifest.Scope with { From = manifest.MadeAt.AddDays(-1), To = manifest.MadeAt } };
        Accepted(await sample.MakeAsync(Period, entry => entry.Sequence is >= 3 and <= 9));
        Refused(await sample.MakeAsync(Period, entry => entry.Sequence is 3 or 7), "the change to version 3 is missing");
        static PacketManifest Since(PacketManifest manifest) => manifest with { Scope = manifest.Scope with { From = manifest.MadeAt.AddDays(-1) } };
        Accepted(await sample.MakeAsync(Since, entry => entry.Sequence >= 5));
        Refused(await sample.MakeAsync(Since, entry => entry.Sequence is >= 5 and < 11), "is missing");
    }

    [Fact]
    public async Task A_packet_signed_by_another_key_is_refused_when_the_published_key_is_known()
    {
        using var stranger = sample.NewKeys();
        var forged = await sample.MakeAsync(signer: stranger);
        Accepted(forged);
        Refused(forged, "is not one of the trusted keys", sample.Keys.Active.PublicKey);
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        var manifest = files.Single(file => file.Name == "manifest.json").Content;
        var signature = Encoding.ASCII.GetBytes(stranger.Sign(manifest));
        Refused(SamplePacket.Pack(files.Select(file => file.Name == "manifest.sig" ? (file.Name, signature) : file)), "manifest.sig is not the key's signature");
    }

    [Fact]
    public async Task A_manifest_hashed_again_without_the_key_is_refused()
    {
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        byte[] forged = [9, 9, 9, 9];
        var manifest = JsonNode.Parse(files.Single(file => file.Name == "manifest.json").Content)!;
        manifest["files"]!.AsArray().Single(file => (string?)file!["name"] == "files/gel β.png")!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(forged));
        var bytes = CanonicalJson.Canonicalize(manifest);
        Refused(SamplePacket.Pack(files.Select(file => file.Name switch
        {
            "manifest.json" => (file.Name, bytes), "files/gel β.png" => (file.Name, forged), _ => file,
        })), "manifest.sig is not the key's signature");
    }

    [Fact]
    public async Task What_the_manifest_says_must_agree_with_the_data()
    {
        Refused(await sample.MakeAsync(manifest => manifest with { Head = new PacketHead(11, manifest.Head.Hash) }), "The manifest's head is not the checkpoint's.");
        Refused(await sample.MakeAsync(manifest => manifest with { Organization = new PacketOrganization("south-lab", "South") }), "another organization's");
        Refused(await sample.MakeAsync(manifest => manifest with { Counts = manifest.Counts with { Records = 3 } }), "the manifest says 3");
        Refused(await sample.MakeAsync(manifest => manifest with { RecordVersions = [manifest.RecordVersions[1]] }), "is not in record_versions");
        Refused(await sample.MakeAsync(manifest => manifest with { Format = "flasktrack-packet/2" }), "is not known");
        var broken = SamplePacket.Chain();
        broken[6] = ChainHash.Seal(broken[6] with { Reason = "rewritten with its hash" });
        Refused(await sample.MakeAsync(chain: broken), "Event 8: its previous hash");
    }

    [Fact]
    public async Task A_file_larger_than_it_says_is_not_unpacked_whole()
    {
        var files = SamplePacket.Unpack(await sample.MakeAsync());
        Refused(SamplePacket.Pack(files.Select(file => file.Name == "packet.pdf" ? (file.Name, new byte[50_000_000]) : file)), "packet.pdf is larger than");
        var report = PacketVerifier.Verify(new MemoryStream(await sample.MakeAsync()), limits: new PacketLimits { JsonBytes = 100 });
        Assert.Contains(report.Checks, check => check is { Name: "manifest", Ok: false, Reason: "manifest.json is larger than 100 bytes." });
        Assert.False(PacketVerifier.Verify(new MemoryStream(await sample.MakeAsync()), limits: new PacketLimits { Entries = 3 }).Ok);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a\\b")]
    [InlineData("C:a")]
    [InlineData("files//a")]
    [InlineData("manifest.json")]
    [InlineData("PACKET.pdf")]
    [InlineData("")]
    public void The_writer_takes_no_unsafe_or_taken_name(string name)
    {
        var writer = new PacketWriter();
        writer.Add("packet.pdf", []);
        Assert.Throws<ArgumentException>(() => writer.Add(name, []));
    }

    private static void Accepted(byte[] packet, params string[] trusted) => Verifiers.Accept(packet, trusted);

    /// <summary>They name the same failed checks, though not always in the same words.</summary>
    private static void Refused(byte[] packet, string reason, params string[] trusted) => Verifiers.Refuse(packet, reason, alike: false, trusted);

    public void Dispose() => sample.Dispose();
}
