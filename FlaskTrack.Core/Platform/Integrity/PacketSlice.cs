namespace FlaskTrack.Core.Platform.Integrity;

/// <summary>A part of a seekable stream, to be read from its first to its last byte. The stream itself stays open. The last byte is given alone, so that whoever
/// stops before it has seen it is known to have found its end too early.</summary>
internal sealed class PacketSlice(Stream whole, long offset, long length) : Stream
{
    private long done;

    public bool IsReadThrough => done == length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        whole.Position = offset + done;
        var read = whole.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(length - 1 - done, Math.Min(1, length - done)))]);
        done += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
