using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FlaskTrack.E2E.Support;

/// <summary>The files of an evidence packet, and what somebody could do to them who wants to change what it says.</summary>
internal sealed class PacketFiles
{
    private readonly IReadOnlyList<(string Name, byte[] Content)> files;

    private PacketFiles(IReadOnlyList<(string Name, byte[] Content)> files) => this.files = files;

    public byte[] this[string name] => files.Single(file => file.Name == name).Content;

    public static async Task<PacketFiles> ReadAsync(string path)
    {
        await using var zip = await ZipFile.OpenReadAsync(path);
        var files = new List<(string, byte[])>();
        foreach (var entry in zip.Entries)
        {
            await using var from = await entry.OpenAsync();
            using var content = new MemoryStream();
            await from.CopyToAsync(content);
            files.Add((entry.FullName, content.ToArray()));
        }

        return new PacketFiles(files);
    }

    public async Task<string> WriteAsync(string path)
    {
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            await using var to = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
            await to.WriteAsync(content);
        }

        return path;
    }

    public PacketFiles Flipped(string name)
    {
        var content = (byte[])this[name].Clone();
        content[content.Length / 2] ^= 1;
        return With(name, content);
    }

    public PacketFiles WithoutEvent(int line)
    {
        var lines = Encoding.UTF8.GetString(this["audit.jsonl"]).Split('\n');
        return With("audit.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, at) => at != line))));
    }

    public PacketFiles Swapped(string one, string other) => With(one, this[other]).With(other, this[one]);

    /// <summary>A manifest that fits a changed file, signed again with the forger's own key.</summary>
    public PacketFiles Forged(string name)
    {
        var changed = Flipped(name);
        var manifest = JsonNode.Parse(this["manifest.json"])!;
        var line = manifest["files"]!.AsArray().Single(file => (string?)file!["name"] == name)!;
        var hash = (string)line["sha256"]!;
        var text = Encoding.UTF8.GetString(this["manifest.json"]).Replace(hash, Convert.ToHexStringLower(SHA256.HashData(changed[name])), StringComparison.Ordinal);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));
        return changed.With("manifest.json", Encoding.UTF8.GetBytes(text)).With("manifest.sig", Encoding.ASCII.GetBytes(signature));
    }

    private PacketFiles With(string name, byte[] content) => new([.. files.Select(file => file.Name == name ? (name, content) : file)]);
}
