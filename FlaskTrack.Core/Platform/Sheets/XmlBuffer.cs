using System.Buffers;
using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>
/// UTF-8 bytes of spreadsheet XML on their way out. Written by hand rather than through an XML writer because it is the inner loop of every
/// export: all text passes <see cref="Text"/>, which is the only way in for a user's characters.
/// </summary>
internal sealed class XmlBuffer
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t\n !\"#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^`abcdefghijklmnopqrstuvwxyz{|}~");

    private byte[] bytes = new byte[96 * 1024];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Length += utf8.Length;
    }

    public void Number(long number)
    {
        number.TryFormat(Reserve(20), out var written, default, null);
        Length += written;
    }

    /// <summary>Days and their fraction, as spreadsheets count time.</summary>
    public void Number(double number)
    {
        number.TryFormat(Reserve(32), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    public void Ascii(string text)
    {
        Length += Encoding.ASCII.GetBytes(text, Reserve(text.Length));
    }

    /// <summary>A user's text, with XML's own characters escaped and those that XML forbids written as _xHHHH_.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0) plain = text.Length;
            Length += Encoding.UTF8.GetBytes(text[..plain], Reserve(plain));
            text = text[plain..];
            if (!text.IsEmpty) text = text[Special(text)..];
        }
    }

    private int Special(ReadOnlySpan<char> text)
    {
        var c = text[0];
        switch (c)
        {
            case '&': Raw("&amp;"u8); return 1;
            case '<': Raw("&lt;"u8); return 1;
            case '>': Raw("&gt;"u8); return 1;
            case '_' when CellEscapes.LooksEscaped(text): Escape(c); return 1;
            case < ' ' or '\uFFFE' or '\uFFFF': Escape(c); return 1;
        }

        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done)
        {
            Escape(c);
            return 1;
        }

        Length += rune.EncodeToUtf8(Reserve(4));
        return length;
    }

    private void Escape(char c)
    {
        Raw("_x"u8);
        ((ushort)c).TryFormat(Reserve(4), out var written, "X4", null);
        Length += written;
        Raw("_"u8);
    }

    private Span<byte> Reserve(int count)
    {
        if (bytes.Length - Length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        return bytes.AsSpan(Length);
    }
}
