using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Builds the ZIP of an evidence packet: files in a fixed order with the packet's own time, hashed while they are
/// written, then the manifest over them and its signature.</summary>
public sealed class PacketWriter(PacketLimits? limits = null)
{
    private readonly PacketLimits limits = limits ?? new PacketLimits();
    private readonly SortedDictionary<string, Func<Stream>> sources = new(Comparer<string>.Create(PacketNames.Compare));
    private long total;

    public void Add(string name, byte[] content) => Add(name, () => new MemoryStream(content, writable: false));

    /// <param name="open">Called once while writing; the stream is disposed.</param>
    /// <exception cref="ArgumentException">The name is unsafe, reserved, or taken (whatever its case).</exception>
    /// <exception cref="InvalidOperationException">More files than a packet may have.</exception>
    public void Add(string name, Func<Stream> open)
    {
        if (!PacketNames.IsSafe(name)) throw new ArgumentException($"{name} is not a safe file name.", nameof(name));
        if (name is PacketNames.Manifest or PacketNames.Signature) throw new ArgumentException($"{name} is made by the writer.", nameof(name));
        if (sources.Keys.Any(taken => taken.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"{name} is already in the packet.", nameof(name));
        // Two more come with the manifest.
        if (sources.Count + 2 >= limits.Entries) throw new InvalidOperationException($"A packet has at most {limits.Entries} files.");
        sources.Add(name, open);
    }

    /// <summary>Writes everything; returns the manifest with its files filled in. The key must be the one in proofs.json.</summary>
    /// <param name="output">Seekable, so that every length stands before its file, and empty.</param>
    /// <exception cref="InvalidOperationException">More bytes than a packet may have.</exception>
    public async Task<PacketManifest> WriteAsync(Stream output, PacketManifest manifest, SigningKeys keys, CancellationToken ct)
    {
        if (!output.CanSeek || output.Length > 0) throw new ArgumentException("A packet is written to an empty file.", nameof(output));
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        var files = new List<PacketFile>(sources.Count);
        foreach (var (name, open) in sources) files.Add(await WriteAsync(zip, name, open, manifest.MadeAt, ct));
        var complete = manifest with { Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)] };
        var bytes = complete.ToCanonicalUtf8();
        await WriteAsync(zip, PacketNames.Manifest, () => new MemoryStream(bytes), manifest.MadeAt, ct);
        var signature = Encoding.ASCII.GetBytes(keys.Sign(bytes));
        await WriteAsync(zip, PacketNames.Signature, () => new MemoryStream(signature), manifest.MadeAt, ct);
        return complete;
    }

    private async Task<PacketFile> WriteAsync(ZipArchive zip, string name, Func<Stream> open, DateTimeOffset madeAt, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = madeAt.ToUniversalTime();
        await using var source = open();
        await using var target = await entry.OpenAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        var size = 0L;
        for (int read; (read = await source.ReadAsync(buffer, ct)) > 0; size += read)
        {
            if ((total += read) > limits.TotalBytes) throw new InvalidOperationException($"A packet has at most {limits.TotalBytes} bytes.");
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return new PacketFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
