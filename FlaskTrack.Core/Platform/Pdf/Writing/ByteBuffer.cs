using System.Buffers.Text;

namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Growing bytes with the few forms of number a PDF needs. Reused, so that pages make no garbage.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes = new byte[16 * 1024];

    public int Length { get; private set; }
    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public ByteBuffer Raw(ReadOnlySpan<byte> ascii)
    {
        ascii.CopyTo(Room(ascii.Length));
        Length += ascii.Length;
        return this;
    }

    public ByteBuffer Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public ByteBuffer Text(string ascii)
    {
        Length += System.Text.Encoding.ASCII.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public ByteBuffer Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        Length += written;
        return this;
    }

    /// <summary>A number and a space, to the hundredth: 1/7200 inch, finer than any printer.</summary>
    public ByteBuffer Number(double value) => Hundredths((int)Math.Round(value * 100));

    public ByteBuffer Hundredths(int value)
    {
        if (value < 0) Byte((byte)'-');
        var (whole, part) = Math.DivRem(Math.Abs(value), 100);
        Integer(whole);
        if (part != 0)
        {
            Byte((byte)'.').Byte((byte)('0' + part / 10));
            if (part % 10 != 0) Byte((byte)('0' + part % 10));
        }

        return Byte((byte)' ');
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        return bytes.AsSpan(Length);
    }
}
