using System.Net.Security;
using System.Text;

namespace FlaskTrack.Core.Mail;

/// <summary>Lines to and from a mail server over one connection.</summary>
internal sealed class SmtpWire(Stream stream) : IAsyncDisposable
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;
    private readonly byte[] buffer = new byte[4096];
    private Stream stream = stream;
    private int start;
    private int end;

    /// <summary>Encrypts what follows; the server's certificate must be trusted and name the host.</summary>
    /// <exception cref="InvalidDataException">The server had already said something that belongs behind the encryption.</exception>
    public async Task EncryptAsync(string host, CancellationToken ct)
    {
        // SECURITY: what somebody on the way put behind the server's last line in the clear must not count as said by the server.
        if (start != end) throw new InvalidDataException("The server went on in the clear after it agreed to encrypt.");
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
    }

    public async Task SayAsync(string text, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>The server's answer with all its lines.</summary>
    /// <exception cref="InvalidDataException">It is no answer of a mail server, or longer than one.</exception>
    public async Task<SmtpReply> HearAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(ct);
            if (line.Length < 3 || !line[..3].All(char.IsAsciiDigit) || (line.Length > 3 && line[3] is not (' ' or '-'))) throw new InvalidDataException($"This is no mail server; it said: {line[..Math.Min(line.Length, 200)]}");
            lines.Add(line);
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(int.Parse(line[..3], System.Globalization.CultureInfo.InvariantCulture), lines);
        }

        throw new InvalidDataException("The server's answer does not end.");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (true)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, ct));
                if (end == 0) throw new EndOfStreamException("The server ended the connection.");
            }

            var one = buffer[start++];
            if (one == '\n') return Text(line);
            if (line.Count == LongestLine) throw new InvalidDataException("This is no mail server; its lines do not end.");
            line.Add(one);
        }
    }

    /// <summary>Shown and stored as text, so without control characters.</summary>
    private static string Text(List<byte> line) => string.Concat(Encoding.UTF8.GetString([.. line]).TrimEnd('\r').Select(c => char.IsControl(c) ? ' ' : c));
}

/// <summary>A server's answer.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Word for word, at most 1,000 characters.</summary>
    public string Text => string.Join('\n', Lines) is { Length: > 1000 } text ? text[..1000] : string.Join('\n', Lines);

    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>What follows a word the server offers in its answer to EHLO, such as AUTH; null where it does not offer it.</summary>
    public string? Offer(string word) =>
        Lines.Skip(1).Where(line => line.Length > 4).Select(line => line[4..].Trim()).Where(line => line.Equals(word, StringComparison.OrdinalIgnoreCase) || line.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)).Select(line => line[word.Length..].Trim()).FirstOrDefault();
}
