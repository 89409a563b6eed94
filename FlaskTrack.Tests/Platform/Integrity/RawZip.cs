using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FlaskTrack.Tests.Platform.Integrity;

/// <summary>A ZIP taken apart into its headers and put together again, for archives that say one thing here and another there.</summary>
internal sealed class RawZip
{
    public List<RawEntry> Entries { get; } = [];

    /// <summary>Bytes before the first file, after the last and after the directory.</summary>
    public byte[] Before { get; set; } = [];

    public byte[] BeforeDirectory { get; set; } = [];

    public byte[] AfterDirectory { get; set; } = [];

    public byte[] Comment { get; set; } = [];

    public int CommentLength { get; set; } = -1;

    public int Count { get; set; } = -1;

    public int Disk { get; set; }

    public RawEntry this[string name] => Entries.Single(entry => entry.Name == name);

    public static RawZip Read(byte[] zip)
    {
        var raw = new RawZip();
        var end = zip.AsSpan(zip.Length - 22);
        var at = (int)BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        for (var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]); count > 0; count--)
        {
            var header = zip.AsSpan(at, 46);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            var from = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[42..]) + 30 + length;
            var packed = zip.AsSpan(from, (int)BinaryPrimitives.ReadUInt32LittleEndian(header[20..])).ToArray();
            raw.Entries.Add(new RawEntry(Encoding.UTF8.GetString(zip.AsSpan(at + 46, length)), header.ToArray(), packed));
            at += 46 + length;
        }

        return raw;
    }

    public byte[] ToBytes()
    {
        using var zip = new MemoryStream();
        using var directory = new MemoryStream();
        zip.Write(Before);
        foreach (var entry in Entries)
        {
            zip.Write(entry.GapBefore);
            if (entry.IsListed) directory.Write(entry.Central((int)zip.Position));
            zip.Write(entry.Local());
            zip.Write(entry.Packed);
        }

        zip.Write(BeforeDirectory);
        var start = (int)zip.Position;
        zip.Write(directory.ToArray());
        zip.Write(AfterDirectory);
        zip.Write(End(start, (int)directory.Length));
        zip.Write(Comment);
        return zip.ToArray();
    }

    private byte[] End(int start, int length)
    {
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(4), (ushort)Disk);
        var count = (ushort)(Count < 0 ? Entries.Count(entry => entry.IsListed) : Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)start);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(20), (ushort)(CommentLength < 0 ? Comment.Length : CommentLength));
        return end;
    }
}

/// <summary>One file: its header of the directory, its packed bytes, and what its own header says otherwise.</summary>
internal sealed class RawEntry(string name, byte[] header, byte[] packed)
{
    public string Name => name;

    public byte[] Packed { get; private set; } = packed;

    public byte[] GapBefore { get; set; } = [];

    public bool IsListed { get; set; } = true;

    public string? LocalName { get; set; }

    /// <summary>Changes the header before the file; offsets as there (6 flags, 8 method).</summary>
    public Action<byte[]>? ChangeLocal { get; set; }

    /// <summary>Changes both headers; offsets as in the directory (8 flags, 10 method, 38 attributes).</summary>
    public void Change(int at, params byte[] bytes) => bytes.CopyTo(header, at);

    public RawEntry Copy(string otherName) => new(otherName, (byte[])header.Clone(), Packed);

    /// <summary>Packs other content, while the headers go on telling the old size.</summary>
    public void Repack(byte[] content)
    {
        using var to = new MemoryStream();
        using (var deflate = new DeflateStream(to, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        Packed = to.ToArray();
    }

    /// <summary>Bytes after the end of what is packed, counted with it.</summary>
    public void Append(params byte[] bytes) => Packed = [.. Packed, .. bytes];

    public byte[] Local()
    {
        var local = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(local, 0x04034b50);
        Central(0).AsSpan(6, 26).CopyTo(local.AsSpan(4));
        var bytes = Encoding.UTF8.GetBytes(LocalName ?? Name);
        BinaryPrimitives.WriteUInt16LittleEndian(local.AsSpan(26), (ushort)bytes.Length);
        ChangeLocal?.Invoke(local);
        return [.. local, .. bytes];
    }

    public byte[] Central(int offset)
    {
        var central = (byte[])header.Clone();
        var bytes = Encoding.UTF8.GetBytes(Name);
        BinaryPrimitives.WriteUInt32LittleEndian(central.AsSpan(20), (uint)Packed.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(central.AsSpan(28), (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(central.AsSpan(42), (uint)offset);
        return [.. central, .. bytes];
    }
}
