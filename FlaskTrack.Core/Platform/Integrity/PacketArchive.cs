using System.IO.Compression;
using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Reads a packet's ZIP without trusting what it says about sizes.</summary>
internal sealed class PacketArchive
{
    private readonly Stream stream;
    private readonly PacketLimits limits;
    private readonly Dictionary<string, PacketEntry> entries;
    private long unpacked;

    /// <param name="stream">Seekable; read while the archive is in use.</param>
    /// <exception cref="FormatException">Not laid out as a packet is, an unsafe name, a name twice, or too many entries.</exception>
    public PacketArchive(Stream stream, PacketLimits limits)
    {
        (this.stream, this.limits) = (stream, limits);
        entries = PacketLayout.Read(stream, limits).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => entries.Keys;

    /// <summary>The file's bytes; null when there is no such file.</summary>
    /// <exception cref="FormatException">Broken, or larger than allowed.</exception>
    public byte[]? Read(string name)
    {
        if (!entries.ContainsKey(name)) return null;
        using var bytes = new MemoryStream();
        Copy(name, limits.JsonBytes, chunk => bytes.Write(chunk));
        return bytes.ToArray();
    }

    /// <summary>Null when the file is as listed, else what is wrong with it.</summary>
    public string? Check(PacketFile file)
    {
        if (!entries.ContainsKey(file.Name)) return $"{file.Name} is missing.";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var size = Copy(file.Name, file.Size, chunk => hash.AppendData(chunk));
            if (size != file.Size) return $"{file.Name} has {size} bytes instead of {file.Size}.";
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256 ? null : $"{file.Name} has another content than the manifest says.";
    }

    private delegate void Chunk(ReadOnlySpan<byte> bytes);

    private long Copy(string name, long atMost, Chunk take)
    {
        var entry = entries[name];
        try
        {
            using var packed = new PacketSlice(stream, entry.Offset, entry.Packed);
            using Stream content = entry.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress);
            var buffer = new byte[81920];
            var size = 0L;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                unpacked += read;
                if (size > atMost) throw new FormatException($"{name} is larger than {atMost} bytes.");
                if (unpacked > limits.TotalBytes * 2) throw new FormatException($"{name}: the archive unpacks to more than {limits.TotalBytes} bytes.");
                take(buffer.AsSpan(0, read));
            }

            if (!packed.IsReadThrough) throw new InvalidDataException();
            return size == entry.Size ? size : throw new FormatException($"{name} unpacks to {size} bytes; the archive says {entry.Size}.");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new FormatException($"{name} cannot be unpacked.", problem);
        }
    }
}
