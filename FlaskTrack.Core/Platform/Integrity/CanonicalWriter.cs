using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>A growing UTF-8 buffer that knows how RFC 8785 spells strings, integers and times. One a thread is kept for
/// reuse, so that hashing a million events allocates nothing.</summary>
internal sealed class CanonicalWriter
{
    private const int KeepAtMost = 1 << 20;
    private const long LargestExact = 9_007_199_254_740_991;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code)));

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, 0x20).Select(code => (byte)code)]);

    [ThreadStatic] private static CanonicalWriter? mine;

    private byte[] buffer = new byte[2048];
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>This thread's writer, emptied. INVARIANT: nobody holds it across a call to code that may rent again.</summary>
    public static CanonicalWriter Rent()
    {
        var writer = mine ??= new CanonicalWriter();
        if (writer.buffer.Length > KeepAtMost) writer.buffer = new byte[2048];
        writer.length = 0;
        return writer;
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        length += bytes.Length;
    }

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        length++;
    }

    /// <summary>Text that is JSON already, or is known to need no escape.</summary>
    public void RawText(ReadOnlySpan<char> text)
    {
        var status = Utf8.FromUtf16(text, Room(text.Length * 3), out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done) throw new FormatException("The text holds a surrogate without its other half.");
        length += written;
    }

    public void RawOrNull(string? json)
    {
        if (json is null) Raw("null"u8);
        else RawText(json);
    }

    /// <exception cref="FormatException">A lone surrogate, which has no UTF-8 form (RFC 8785 §3.2.2.2).</exception>
    public void String(string? value)
    {
        if (value is null)
        {
            Raw("null"u8);
            return;
        }

        Byte((byte)'"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            RawText(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        RawText(rest);
        Byte((byte)'"');
    }

    /// <summary>Text in UTF-8, which the caller knows to be valid or checks in <see cref="Written"/> afterwards.</summary>
    /// <returns>False for text with an escape that is not valid, where nothing is written.</returns>
    public bool TryString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAny(EscapedBytes))
        {
            if (!Utf8.IsValid(utf8)) return false;
            String(Encoding.UTF8.GetString(utf8));
            return true;
        }

        var room = Room(utf8.Length + 2);
        room[0] = (byte)'"';
        utf8.CopyTo(room[1..]);
        room[utf8.Length + 1] = (byte)'"';
        length += utf8.Length + 2;
        return true;
    }

    /// <summary>Whether a reader that holds numbers as doubles would see the same number.</summary>
    public static bool IsExact(long number) => number is <= LargestExact and >= -LargestExact;

    public void Integer(long? value)
    {
        if (value is not { } number)
        {
            Raw("null"u8);
            return;
        }

        // Beyond 2^53 the canonical form would differ from reader to reader.
        if (!IsExact(number))
            throw new FormatException($"{number.ToString(CultureInfo.InvariantCulture)} is too large for an exact JSON number.");
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        length += written;
    }

    public void Number(double value) => length += CanonicalNumber.Format(value, Room(32));

    /// <summary>RFC 3339 in UTC with six fractional digits and Z, quoted.</summary>
    public void Time(DateTimeOffset value)
    {
        var room = Room(32);
        room[0] = (byte)'"';
        value.UtcDateTime.TryFormat(room[1..], out _, "O", CultureInfo.InvariantCulture);
        room[27] = (byte)'Z';
        room[28] = (byte)'"';
        length += 29;
    }

    private void Escape(char character)
    {
        var letter = character switch
        {
            '"' => '"', '\\' => '\\', '\b' => 'b', '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => '\0',
        };
        var room = Room(6);
        room[0] = (byte)'\\';
        if (letter != '\0')
        {
            room[1] = (byte)letter;
            length += 2;
            return;
        }

        "u00"u8.CopyTo(room[1..]);
        room[4] = (byte)(character < 0x10 ? '0' : '1');
        room[5] = "0123456789abcdef"u8[character & 0xf];
        length += 6;
    }

    private Span<byte> Room(int needed)
    {
        if (buffer.Length - length < needed) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + needed));
        return buffer.AsSpan(length);
    }
}
