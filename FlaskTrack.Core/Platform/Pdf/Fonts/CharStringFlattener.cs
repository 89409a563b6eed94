namespace FlaskTrack.Core.Platform.Pdf.Fonts;

/// <summary>
/// Writes a Type 2 charstring without subroutine calls (Technical Note 5177). A subset then needs no subroutines, of which
/// a CJK font has thousands. The arguments are counted only as far as hint masks need it, whose length depends on the stems.
/// </summary>
internal sealed class CharStringFlattener(CffIndex globals, CffIndex? locals)
{
    private const int DeepestCall = 10;

    private readonly List<byte> output = [];
    private int stack;
    private int stems;
    private int lastNumber;
    private int lastNumberAt;

    public byte[] Flatten(ReadOnlyMemory<byte> charString)
    {
        Run(charString.Span, 0);
        return [.. output];
    }

    /// <returns>False once the glyph has ended.</returns>
    private bool Run(ReadOnlySpan<byte> code, int depth)
    {
        if (depth > DeepestCall) throw new InvalidDataException("A charstring calls too deep.");
        for (var at = 0; at < code.Length;)
        {
            int first = code[at];
            if (first is 28 or >= 32)
            {
                at += Number(code[at..]);
                continue;
            }

            at++;
            switch (first)
            {
                case 10 or 29:
                    if (!Call(first == 10 ? locals!.Value : globals, depth)) return false;
                    continue;
                case 11:
                    return true;
                case 12:
                    output.Add(12);
                    output.Add(code[at++]);
                    break;
                case 1 or 3 or 18 or 23:
                    stems += stack / 2;
                    output.Add((byte)first);
                    break;
                case 19 or 20:
                    stems += stack / 2;
                    output.Add((byte)first);
                    var mask = (stems + 7) / 8;
                    output.AddRange(code.Slice(at, mask));
                    at += mask;
                    break;
                default:
                    output.Add((byte)first);
                    if (first == 14) return false;
                    break;
            }

            stack = 0;
        }

        return true;
    }

    private bool Call(CffIndex subrs, int depth)
    {
        output.RemoveRange(lastNumberAt, output.Count - lastNumberAt);
        stack--;
        var bias = subrs.Count < 1240 ? 107 : subrs.Count < 33900 ? 1131 : 32768;
        return Run(subrs[lastNumber + bias].Span, depth + 1);
    }

    private int Number(ReadOnlySpan<byte> code)
    {
        int first = code[0];
        var (value, length) = first switch
        {
            28 => ((short)(code[1] << 8 | code[2]), 3),
            < 247 => (first - 139, 1),
            < 251 => ((first - 247) * 256 + code[1] + 108, 2),
            < 255 => (-(first - 251) * 256 - code[1] - 108, 2),
            _ => (code[1] << 8 | code[2], 5),
        };
        (lastNumber, lastNumberAt) = (value, output.Count);
        stack++;
        output.AddRange(code[..length]);
        return length;
    }
}
