using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FlaskTrack.E2E.Support;

/// <summary>A network cable between a browser and the server that can be pulled out and plugged in again: bytes both ways while it is in, broken
/// connections and nobody at the other end while it is out.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly Uri server;
    private readonly ConcurrentDictionary<TcpClient, byte> ends = new();
    private readonly int port;
    private TcpListener? listener;

    public Cable(Uri server)
    {
        this.server = server;
        port = Plug(0);
    }

    public Uri Address => new($"http://127.0.0.1:{port}");

    public void Pull()
    {
        listener?.Stop();
        listener = null;
        foreach (var end in ends.Keys) End(end);
    }

    public void PlugIn() => Plug(port);

    public ValueTask DisposeAsync()
    {
        Pull();
        return ValueTask.CompletedTask;
    }

    private int Plug(int at)
    {
        var open = new TcpListener(IPAddress.Loopback, at);
        open.Start();
        listener = open;
        _ = AcceptAsync(open);
        return ((IPEndPoint)open.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener open)
    {
        try
        {
            while (true) _ = JoinAsync(await open.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Pulled out.
        }
    }

    private async Task JoinAsync(TcpClient browser)
    {
        var far = new TcpClient();
        (ends[browser], ends[far]) = (0, 0);
        try
        {
            await far.ConnectAsync(server.Host, server.Port);
            await Task.WhenAny(browser.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(browser.GetStream()));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end went away; so does the other.
        }
        finally
        {
            End(browser);
            End(far);
        }
    }

    private void End(TcpClient end)
    {
        ends.TryRemove(end, out _);
        end.Client?.Close(0);
        end.Dispose();
    }
}
