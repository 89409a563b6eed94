using System.Buffers.Binary;
using System.Text;

namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>Where the tables of an OpenType file lie. For a collection, of its first font.</summary>
internal sealed class FontTables(Func<long, int, byte[]> read)
{
    private readonly Dictionary<string, (long Offset, int Length)> tables = Directory(read);

    public bool Has(string tag) => tables.ContainsKey(tag);
    public (long Offset, int Length) Place(string tag) => tables.GetValueOrDefault(tag);
    public byte[] Table(string tag) => tables.TryGetValue(tag, out var place) ? read(place.Offset, place.Length) : [];

    private static Dictionary<string, (long, int)> Directory(Func<long, int, byte[]> read)
    {
        var start = 0L;
        var head = read(0, 16);
        if (head.AsSpan(0, 4).SequenceEqual("ttcf"u8))
        {
            start = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(12));
            head = read(start, 16);
        }

        var found = new Dictionary<string, (long, int)>();
        var count = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(4));
        var records = read(start + 12, count * 16);
        for (var index = 0; index < count; index++)
        {
            var record = records.AsSpan(index * 16, 16);
            found[Encoding.ASCII.GetString(record[..4])] = (BinaryPrimitives.ReadUInt32BigEndian(record[8..]),
                (int)BinaryPrimitives.ReadUInt32BigEndian(record[12..]));
        }

        return found;
    }
}
