using System.IO.Compression;
using System.Security.Cryptography;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>Reads a packet's ZIP without trusting what it says about sizes.</summary>
internal sealed class PacketArchive : IDisposable
{
    private readonly ZipArchive zip;
    private readonly PacketLimits limits;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private long unpacked;

    /// <exception cref="FormatException">Not a whole ZIP, an unsafe name, a name twice, or too many entries.</exception>
    public PacketArchive(Stream stream, PacketLimits limits)
    {
        this.limits = limits;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > limits.Entries) throw new FormatException($"The archive has more than {limits.Entries} entries.");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new FormatException("The file is not a whole ZIP archive.", problem);
        }

        foreach (var entry in zip.Entries)
        {
            if (!PacketNames.IsSafe(entry.FullName)) throw new FormatException($"The archive holds the unsafe name {entry.FullName}.");
            if (!entries.TryAdd(entry.FullName, entry)) throw new FormatException($"{entry.FullName} is in the archive twice.");
        }
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

    public void Dispose() => zip.Dispose();

    private delegate void Chunk(ReadOnlySpan<byte> bytes);

    private long Copy(string name, long atMost, Chunk take)
    {
        try
        {
            using var content = entries[name].Open();
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

            return size;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            throw new FormatException($"{name} cannot be unpacked.", problem);
        }
    }
}
