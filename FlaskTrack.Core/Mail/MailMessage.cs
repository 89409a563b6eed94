using System.Globalization;
using System.Text;

namespace FlaskTrack.Core.Mail;

/// <summary>A letter as it goes over the wire (RFC 5322): headers in ASCII, the text as UTF-8 in base64, so that no line of it can end the letter early.</summary>
internal static class MailMessage
{
    private const int BytesOfWord = 45;

    public static string Compose(MailServer server, string to, string subject, string text, DateTimeOffset now, Guid id)
    {
        var host = server.From[(server.From.LastIndexOf('@') + 1)..];
        var sender = server.FromName is { } name ? $"{Words(name, encode: true)} <{server.From}>" : $"<{server.From}>";
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"From: {sender}\r\nTo: <{to}>\r\nSubject: {Words(subject, encode: false)}\r\n");
        lines.Append(CultureInfo.InvariantCulture, $"Date: {now.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nMessage-ID: <{id:n}@{host}>\r\n");
        lines.Append("MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))).Chunk(76)) lines.Append(line).Append("\r\n");
        return lines.ToString();
    }

    /// <summary>Text of a header. SECURITY: what is not plain ASCII, line breaks among it, is encoded (RFC 2047) and so cannot begin another header.</summary>
    private static string Words(string text, bool encode)
    {
        if (!encode && text.Length <= 200 && text.All(c => c is >= ' ' and < '\u007f') && !text.Contains("=?", StringComparison.Ordinal)) return text;
        var words = new List<List<byte>> { new() };
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (words[^1].Count + length > BytesOfWord) words.Add([]);
            words[^1].AddRange(bytes[..length]);
        }

        return string.Join("\r\n ", words.Select(word => $"=?utf-8?B?{Convert.ToBase64String([.. word])}?="));
    }
}
