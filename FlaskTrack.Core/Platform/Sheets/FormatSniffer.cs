using System.Text;

namespace FlaskTrack.Core.Platform.Sheets;

/// <summary>Tells from the first bytes what a file is; its name and declared type are not looked at (OWASP ASVS 5.2.2).</summary>
internal static class FormatSniffer
{
    private const int Look = 4096;

    /// <summary>XLSX for any ZIP, else CSV for what may be text; refuses what is known to be something else.</summary>
    public static SheetFormat Sniff(Stream stream)
    {
        var start = new byte[Look];
        stream.Position = 0;
        var head = start.AsSpan(0, stream.ReadAtLeast(start, Look, throwOnEndOfStream: false));
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return SheetFormat.Xlsx;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new SheetRefusedException(OldOffice(stream));
        if (Known(head) is { } known) throw new SheetRefusedException(SheetProblem.NotASheet(known));
        return SheetFormat.Csv;
    }

    private static string? Known(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8)) return "a PDF";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8)) return "a picture";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return "a compressed file";
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 64)]).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t');
        foreach (var mark in (string[])["<!doctype", "<html", "<table", "<?xml"])
        {
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return "a web page or XML";
        }

        return text.StartsWith("{\\rtf", StringComparison.Ordinal) ? "a text document" : null;
    }

    // Both .xls and a password-protected .xlsx are OLE containers; the latter has a stream of this name in its directory.
    private static SheetProblem OldOffice(Stream stream)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var buffer = new byte[128 * 1024];
        var kept = 0;
        stream.Position = 0;
        int read;
        while ((read = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(name) >= 0) return SheetProblem.Encrypted;
            kept = Math.Min(filled, name.Length - 1);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return SheetProblem.OldExcel;
    }
}
