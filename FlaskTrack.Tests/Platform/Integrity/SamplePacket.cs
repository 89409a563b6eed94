using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlaskTrack.Core.Platform.Integrity;
using Microsoft.Extensions.Time.Testing;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>A small valid packet of two samples, its key, and the means to tamper with a copy.</summary>
internal sealed class SamplePacket : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "flasktrack-packet-" + Guid.NewGuid().ToString("N"));
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));

    public SamplePacket() => Keys = NewKeys();

    public SigningKeys Keys { get; }

    public SigningKeys NewKeys() => new(new SigningKeyOptions { Folder = Path.Combine(folder, Guid.NewGuid().ToString("N")) }, time);

    /// <summary>Events 1–12; of samples 1 and 2 in turn, each change numbered, with a read of another record every fourth.</summary>
    /// <param name="afterOfReads">What the reads say in <c>after</c>.</param>
    public static List<ChainEvent> Chain(string? afterOfReads = null)
    {
        var chain = new List<ChainEvent>();
        var versions = new int[3];
        for (var sequence = 1; sequence <= 12; sequence++)
        {
            var read = sequence % 4 == 0;
            var id = sequence % 2 + 1;
            chain.Add(ChainHash.Seal(SampleChain.Known() with
            {
                Sequence = sequence, PreviousHash = chain.Count == 0 ? ChainHash.Genesis : chain[^1].Hash, EntityId = id,
                EntityCode = "S-00000" + id, EntityVersion = read ? versions[id] : ++versions[id],
                Before = read || versions[id] == 1 ? null : """{"volume":"1.5"}""", After = read ? afterOfReads : """{"volume":"2.5","µ":"β 試料 😀"}""",
            }));
        }

        return chain;
    }

    public async Task<byte[]> MakeAsync(Func<PacketManifest, PacketManifest>? change = null, Func<ChainEvent, bool>? keep = null, SigningKeys? signer = null, List<ChainEvent>? chain = null, PacketLimits? limits = null)
    {
        var keys = signer ?? Keys;
        var all = chain ?? Chain();
        var packed = all.Where(keep ?? (_ => true)).ToList();
        var tree = MerkleTree.FromHashes(all.Select(entry => entry.Hash));
        var checkpoint = new CheckpointSigner(keys, time).Sign("north-lab", all.Count, all[^1].Hash, tree.Root);
        PacketRecord Record(string code, int version) => new("sample", code, version, new JsonObject { ["name"] = "HeLa 37 °C", ["ph"] = 7.25 }, [], []);
        PacketRecordVersion Version(int id) => new("sample", id, "S-00000" + id, all.Where(entry => entry.EntityId == id).Max(entry => entry.EntityVersion!.Value));
        var writer = new PacketWriter(limits);
        writer.Add(PacketNames.VerifyPage, PacketNames.ReadVerifyPage());
        writer.Add(PacketNames.Pdf, Encoding.ASCII.GetBytes("%PDF-1.7 stands in for the sheets"));
        writer.Add(PacketNames.Workbook, Encoding.ASCII.GetBytes("PK stands in for the tables"));
        writer.Add("files/gel β.png", [1, 2, 3, 4]);
        writer.Add("files/empty.csv", []);
        writer.Add(PacketNames.Records, PacketData.Records([Record("S-000002", Version(2).Version), Record("S-000001", Version(1).Version)]));
        writer.Add(PacketNames.Events, PacketData.Events(packed));
        writer.Add(PacketNames.Proofs, PacketProofs.Make(checkpoint, keys.Active, tree, packed.Select(entry => (entry.Sequence, entry.Hash))).ToCanonicalUtf8());
        var manifest = new PacketManifest
        {
            Packet = "EVP-000001", Organization = new PacketOrganization("north-lab", "North laboratory"),
            Scope = new PacketScope("sample", [new PacketRecordReference("sample", "S-000001")], null, null),
            MadeBy = new PacketMaker("user", 7, "Ana Díaz", "qa"), MadeAt = time.GetUtcNow(), Application = new PacketApplication("FlaskTrack", "0.1.0"),
            Counts = new PacketCounts(2, packed.Count, 2, 0), Head = new PacketHead(all.Count, all[^1].Hash), RecordVersions = [Version(1), Version(2)],
        };
        using var zip = new MemoryStream();
        await writer.WriteAsync(zip, change?.Invoke(manifest) ?? manifest, keys, CancellationToken.None);
        return zip.ToArray();
    }

    /// <summary>The packet with one of its JSON files, or the last line of its events, said in another way; hashed and signed anew, as the installation itself could.</summary>
    public byte[] Retold(byte[] packet, string name, Action<JsonObject> change)
    {
        var files = Unpack(packet).ToDictionary(file => file.Name, file => file.Content);
        if (name == PacketNames.Events)
        {
            var lines = files[name].AsSpan()[..^1];
            var last = lines.LastIndexOf((byte)'\n') + 1;
            files[name] = [.. lines[..last], .. Reseal(Change(lines[last..], change), out var hash), (byte)'\n'];
            files[PacketNames.Proofs] = Change(files[PacketNames.Proofs], proofs => Reprove(proofs, files[name], hash));
        }
        else
        {
            files[name] = Change(files[name], change);
        }

        files[PacketNames.Manifest] = Change(files[PacketNames.Manifest], manifest =>
        {
            if (name == PacketNames.Events) manifest["head"]!["hash"] = JsonNode.Parse(files[PacketNames.Proofs])!["checkpoint"]!["head_hash"]!.GetValue<string>();
            foreach (var file in manifest["files"]!.AsArray())
                if (file is JsonObject known && files.TryGetValue((string)known["name"]!, out var content))
                    (known["size"], known["sha256"]) = (content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        });
        files[PacketNames.Signature] = Encoding.ASCII.GetBytes(Keys.Sign(files[PacketNames.Manifest]));
        return Pack(Unpack(packet).Select(file => (file.Name, files[file.Name])));
    }

    private static byte[] Change(ReadOnlySpan<byte> json, Action<JsonObject> change)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        change(node);
        return CanonicalJson.Canonicalize(node);
    }

    private static byte[] Reseal(byte[] line, out string hash)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry.Remove("hash");
        var made = hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes((string)entry["previous_hash"]!), (byte)'\n', .. CanonicalJson.Canonicalize(entry)]));
        entry["hash"] = made;
        return CanonicalJson.Canonicalize(entry);
    }

    /// <summary>A checkpoint over all events but with another hash of the last.</summary>
    private void Reprove(JsonObject proofs, byte[] events, string hash)
    {
        var hashes = Encoding.UTF8.GetString(events).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["hash"]!).ToList();
        var tree = MerkleTree.FromHashes(hashes);
        var checkpoint = new CheckpointSigner(Keys, time).Sign("north-lab", hashes.Count, hash, tree.Root);
        var made = PacketProofs.Make(checkpoint, Keys.Active, tree, hashes.Select((one, index) => (index + 1L, one)));
        foreach (var (name, value) in JsonNode.Parse(made.ToCanonicalUtf8())!.AsObject().ToList()) proofs[name] = value!.DeepClone();
    }

    public static List<(string Name, byte[] Content)> Unpack(byte[] packet)
    {
        using var zip = new ZipArchive(new MemoryStream(packet));
        return [.. zip.Entries.Select(entry =>
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }

    public static byte[] Pack(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }

        return bytes.ToArray();
    }

    public void Dispose()
    {
        Keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
