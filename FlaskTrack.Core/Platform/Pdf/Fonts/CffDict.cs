namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>A DICT of the Compact Font Format (Technical Note 5176 §4): operators with their operands.</summary>
internal sealed class CffDict
{
    public const int Charset = 15, CharStrings = 17, Private = 18, Subrs = 19,
        FontMatrix = 0x0C07, Ros = 0x0C1E, CidCount = 0x0C22, FdArray = 0x0C24, FdSelect = 0x0C25;

    private readonly List<(int Operator, int[] Numbers, byte[] Bytes)> entries = [];

    public CffDict(ReadOnlySpan<byte> data)
    {
        var numbers = new List<int>();
        var start = 0;
        for (var at = 0; at < data.Length;)
        {
            int first = data[at++];
            if (first > 21)
            {
                numbers.Add(Number(data, first, ref at));
                continue;
            }

            if (first == 12) first = 0x0C00 | data[at++];
            entries.Add((first, [.. numbers], data[start..at].ToArray()));
            numbers.Clear();
            start = at;
        }
    }

    public bool Has(int op) => entries.Exists(entry => entry.Operator == op);

    public int[]? Find(int op) => entries.Find(entry => entry.Operator == op).Numbers;

    /// <summary>An entry as it stands, operands and operator; nothing where it is absent.</summary>
    public byte[] Raw(int op) => entries.Find(entry => entry.Operator == op).Bytes ?? [];

    public byte[] Without(int op) => [.. entries.Where(entry => entry.Operator != op).SelectMany(entry => entry.Bytes)];

    /// <summary>An entry with its numbers in the form of fixed length, so that offsets do not move each other.</summary>
    public static byte[] Entry(int op, params ReadOnlySpan<int> numbers)
    {
        var bytes = new List<byte>();
        foreach (var number in numbers)
            bytes.AddRange([29, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        if (op > 0xFF) bytes.Add((byte)(op >> 8));
        bytes.Add((byte)op);
        return [.. bytes];
    }

    private static int Number(ReadOnlySpan<byte> data, int first, ref int at)
    {
        switch (first)
        {
            case 28:
                at += 2;
                return (short)(data[at - 2] << 8 | data[at - 1]);
            case 29:
                at += 4;
                return data[at - 4] << 24 | data[at - 3] << 16 | data[at - 2] << 8 | data[at - 1];
            case 30: // A real number; none of the entries read here as a number is one.
                while ((data[at] & 0x0F) != 0x0F && data[at] >> 4 != 0x0F) at++;
                at++;
                return 0;
            case < 247:
                return first - 139;
            case < 251:
                return (first - 247) * 256 + data[at++] + 108;
            default:
                return -(first - 251) * 256 - data[at++] - 108;
        }
    }
}
