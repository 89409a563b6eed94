using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Finds the encoding of a text file: byte order mark, then strict UTF-8, then the shape of UTF-16, then Windows-1252 with a note.</summary>
internal static class TextEncodings
{
    private const string GuessNote = "The text is not UTF-8 and was read as Western European (Windows-1252). Check letters such as ä, é, µ and °.";

    public static (SheetEncoding Encoding, string? Note) Find(Stream stream)
    {
        var start = new byte[4096];
        stream.Position = 0;
        var head = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            throw new SheetRefusedException(SheetProblem.UnknownEncoding);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Require(stream, SheetEncoding.Utf8);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Require(stream, SheetEncoding.Utf16LittleEndian);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Require(stream, SheetEncoding.Utf16BigEndian);
        if (head.Contains((byte)0)) return Require(stream, ShapeOfUtf16(head));
        if (Decodes(stream, Of(SheetEncoding.Utf8))) return (SheetEncoding.Utf8, null);
        return Require(stream, SheetEncoding.Windows1252) with { Note = GuessNote };
    }

    /// <summary>The encoding, strict: bytes that it does not know are an exception and never a silent "?".</summary>
    public static Encoding Of(SheetEncoding encoding) => encoding switch
    {
        SheetEncoding.Utf8 => new UTF8Encoding(true, true),
        SheetEncoding.Utf16LittleEndian => new UnicodeEncoding(false, true, true),
        SheetEncoding.Utf16BigEndian => new UnicodeEncoding(true, true, true),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    };

    private static (SheetEncoding Encoding, string? Note) Require(Stream stream, SheetEncoding encoding) =>
        Decodes(stream, Of(encoding)) ? (encoding, null) : throw new SheetRefusedException(SheetProblem.UnknownEncoding);

    // Latin text in UTF-16 has a zero in every second byte; any other file with zeros is no text.
    private static SheetEncoding ShapeOfUtf16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if ((i & 1) == 0) even++;
            else odd++;
        }

        if (odd > head.Length / 4 && even == 0) return SheetEncoding.Utf16LittleEndian;
        if (even > head.Length / 4 && odd == 0) return SheetEncoding.Utf16BigEndian;
        throw new SheetRefusedException(SheetProblem.NotASheet("not a text file or workbook"));
    }

    private static bool Decodes(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            int read;
            do
            {
                read = stream.Read(bytes);
                var count = decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0);
                // No table holds NUL, nor the control characters that Windows-1252 leaves undefined.
                if (chars.AsSpan(0, count).Contains('\0')) return false;
                if (encoding.CodePage == 1252 && chars.AsSpan(0, count).ContainsAnyInRange('\u0080', '\u009F')) return false;
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
