using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FlaskTrack.Tests.Support;

/// <summary>A real mail server on the loopback, as small as one can be: it takes letters, knows one user, and says what real ones say.</summary>
internal sealed class TinyMailServer : IAsyncDisposable
{
    public const string User = "lab";
    public const string Password = "a long mail password";
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    private TinyMailServer(TcpListener listener)
    {
        this.listener = listener;
        serving = ServeAsync();
    }

    /// <summary>Every line that was said to it, the letters among them.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Letters it took, headers and text.</summary>
    public ConcurrentQueue<string> Letters { get; } = new();

    public bool OffersStartTls { get; init; }

    public bool OffersLoginOnly { get; init; }

    /// <summary>Greets and then says nothing more.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Done once somebody said who they are.</summary>
    public TaskCompletionSource Greeted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens one at 2525, the only port of a mail server that a test may listen at; tests of it therefore take turns.</summary>
    public static TinyMailServer Open(bool offersStartTls = false, bool offersLoginOnly = false, bool isSilent = false)
    {
        var listener = new TcpListener(IPAddress.Loopback, 2525);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        return new TinyMailServer(listener) { OffersStartTls = offersStartTls, OffersLoginOnly = offersLoginOnly, IsSilent = isSilent };
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                continue; // the other side went away
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        await SayAsync(stream, "220 tiny.example ESMTP");
        while (await LineAsync(stream) is { } line)
        {
            var word = line.Split(' ')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO":
                    Greeted.TrySetResult();
                    if (IsSilent) await Task.Delay(Timeout.Infinite, stop.Token);
                    await SayAsync(stream, $"250-tiny.example greets you\r\n{(OffersStartTls && stream is not SslStream ? "250-STARTTLS\r\n" : "")}250-AUTH {(OffersLoginOnly ? "LOGIN" : "PLAIN LOGIN")}\r\n250 HELP");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 Go ahead");
                    stream = await EncryptAsync(stream);
                    break;
                case "AUTH":
                    await SignInAsync(stream, line);
                    break;
                case "RCPT" when line.Contains("nobody@", StringComparison.Ordinal):
                    await SayAsync(stream, "550 5.1.1 No such user here");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 Go on");
                    Letters.Enqueue(await LetterAsync(stream));
                    await SayAsync(stream, "250 2.0.0 Ok: queued as 4F2A");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 Bye");
                    return;
                default:
                    await SayAsync(stream, "250 Ok");
                    break;
            }
        }
    }

    private async Task SignInAsync(Stream stream, string line)
    {
        var good = line.StartsWith("AUTH PLAIN", StringComparison.Ordinal) ? Text(line.Split(' ')[2]) == $"\0{User}\0{Password}" : await AskAsync(stream, "User") == User & await AskAsync(stream, "Password") == Password;
        await SayAsync(stream, good ? "235 2.7.0 Accepted" : "535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 See tiny.example/why");
    }

    private async Task<string> AskAsync(Stream stream, string what)
    {
        await SayAsync(stream, "334 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(what)));
        return Text(await LineAsync(stream) ?? "");
    }

    private async Task<string> LetterAsync(Stream stream)
    {
        var lines = new List<string>();
        while (await LineAsync(stream) is { } line && line != ".") lines.Add(line);
        return string.Join('\n', lines);
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                Heard.Enqueue(text);
                return text;
            }

            line.Add(one[0]);
        }

        return null;
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), stop.Token);

    /// <summary>With a certificate that nobody trusts.</summary>
    private async Task<Stream> EncryptAsync(Stream stream)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tiny.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(certificate);
        return encrypted;
    }

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}

/// <summary>Classes whose tests open the one port of <see cref="TinyMailServer"/>.</summary>
[CollectionDefinition(Name)]
public sealed class MailServerTurns
{
    public const string Name = "Mail server";
}
