namespace FlaskTrack.Core.Platform.Pdf.Writing;

/// <summary>Lines and curves of a drawing, y downward on its own grid. Colour comes first: a path may not be interrupted.</summary>
internal sealed class VectorPath(ByteBuffer output, double left, double up, double scale)
{
    private bool stroked;

    public VectorPath Filled(float gray)
    {
        stroked = false;
        output.Number(gray).Raw("g\n"u8);
        return this;
    }

    /// <summary>Round ends and joins; <paramref name="width"/> on the grid.</summary>
    public VectorPath Stroked(double width, float gray)
    {
        stroked = true;
        output.Raw("1 J 1 j "u8).Number(width * scale).Raw("w "u8).Number(gray).Raw("G\n"u8);
        return this;
    }

    public VectorPath Move(double x, double y) => Point(x, y, "m\n"u8);

    public VectorPath Line(double x, double y) => Point(x, y, "l\n"u8);

    public VectorPath Curve(double x1, double y1, double x2, double y2, double x, double y)
    {
        Point(x1, y1, default);
        Point(x2, y2, default);
        return Point(x, y, "c\n"u8);
    }

    public VectorPath Paint()
    {
        output.Raw(stroked ? "S\n"u8 : "f\n"u8);
        return this;
    }

    private VectorPath Point(double x, double y, ReadOnlySpan<byte> op)
    {
        output.Number(left + x * scale).Number(up - y * scale).Raw(op);
        return this;
    }
}
