using System.Buffers.Binary;
using System.Text;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>One file of a packet's ZIP: from the offset on, so many bytes packed by that method (0 stored, 8 deflate), and so many unpacked.</summary>
internal sealed record PacketEntry(string Name, int Method, long Offset, long Packed, long Size);

/// <summary>Where the files of a packet's ZIP lie. SECURITY: programs differ in what they make of an archive with two ends, gaps, or headers that disagree,
/// so that one could be checked and another unpacked. Only the layout that <see cref="PacketWriter"/> makes is taken: files from the first byte on, one after the
/// other, then the directory in the same order, then its end without a comment, and each header said twice alike.</summary>
internal static class PacketLayout
{
    private const string NotWhole = "The file is not a whole ZIP archive";
    private const int EndSize = 22;
    private const int DirectorySize = 46;
    private const int LocalSize = 30;
    private const int LocatorSize = 20;

    /// <summary>UTF-8 names, and how hard a packer tried. Not: encrypted, or lengths told after the data.</summary>
    private const int Flags = 0x0806;
    private const int Utf8Names = 0x0800;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">Another layout, an unsafe name, a name twice, or too many entries.</exception>
    public static List<PacketEntry> Read(Stream stream, PacketLimits limits)
    {
        try
        {
            return ReadEntries(stream, limits);
        }
        catch (Exception problem) when (problem is IOException or DecoderFallbackException)
        {
            throw new FormatException(NotWhole + ".", problem);
        }
    }

    private static List<PacketEntry> ReadEntries(Stream stream, PacketLimits limits)
    {
        var end = stream.Length - EndSize;
        if (end < 0) throw new FormatException(NotWhole + ".");
        var record = At(stream, end, EndSize);
        if (Long(record, 0) != 0x06054b50 || Short(record, 20) != 0)
            throw new FormatException(NotWhole + ": it does not end with an end record without a comment.");
        var count = Short(record, 10);
        if (Short(record, 4) != 0 || Short(record, 6) != 0 || Short(record, 8) != count) throw new FormatException("The archive says that it has other parts.");
        if (count > limits.Entries) throw new FormatException($"The archive has more than {limits.Entries} entries.");
        var start = Long(record, 16);
        if (start + Long(record, 12) != end || (end >= LocatorSize && Long(At(stream, end - LocatorSize, 4), 0) == 0x07064b50))
            throw new FormatException("The archive's directory does not reach from the last file to the end record.");

        var headers = Directory(stream, start, end, count);
        var entries = new List<PacketEntry>(count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var at = 0L;
        foreach (var header in headers)
        {
            var name = Name(header);
            if (!names.Add(name)) throw new FormatException($"{name} is in the archive twice.");
            if (Long(header, 42) != at) throw new FormatException($"{name} does not begin where the file before it ends.");
            entries.Add(Entry(stream, header, name, at));
            at = entries[^1].Offset + entries[^1].Packed;
        }

        return at == start ? entries : throw new FormatException("The archive holds something between its last file and its directory.");
    }

    private static List<byte[]> Directory(Stream stream, long start, long end, int count)
    {
        var headers = new List<byte[]>(count);
        var at = start;
        for (; headers.Count < count && at + DirectorySize <= end; at += headers[^1].Length)
        {
            var header = At(stream, at, DirectorySize);
            if (Long(header, 0) != 0x02014b50) throw new FormatException(NotWhole + ".");
            headers.Add(At(stream, at, DirectorySize + Short(header, 28)));
        }

        return headers.Count == count && at == end ? headers : throw new FormatException("The archive's directory has another length than its entries.");
    }

    private static string Name(byte[] header)
    {
        var bytes = header.AsSpan(DirectorySize);
        var name = Utf8.GetString(bytes);
        if (!PacketNames.IsSafe(name)) throw new FormatException($"The archive holds the unsafe name {name}.");
        var (flags, method, type) = (Short(header, 8), Short(header, 10), Short(header, 40) & 0xf000);
        if ((flags & ~Flags) != 0 || (!Ascii.IsValid(bytes) && (flags & Utf8Names) == 0) || method is not (0 or 8) || Short(header, 30) + Short(header, 32) + Short(header, 34) != 0)
            throw new FormatException($"{name} is kept in a way that no packet uses.");
        return type is 0 or 0x8000 && (header[38] & 0x10) == 0 ? name : throw new FormatException($"{name} is not a plain file.");
    }

    /// <summary>The header before the file says the same, byte for byte, as the one in the directory: version, flags, method, time, checksum, lengths, name.</summary>
    private static PacketEntry Entry(Stream stream, byte[] header, string name, long at)
    {
        var local = At(stream, at, LocalSize + header.Length - DirectorySize);
        if (Long(local, 0) != 0x04034b50 || !local.AsSpan(4, 26).SequenceEqual(header.AsSpan(6, 26)) || !local.AsSpan(LocalSize).SequenceEqual(header.AsSpan(DirectorySize)))
            throw new FormatException($"The header before {name} is not the one in the directory.");
        return new PacketEntry(name, Short(header, 10), at + local.Length, Long(header, 20), Long(header, 24));
    }

    private static byte[] At(Stream stream, long offset, int length)
    {
        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
