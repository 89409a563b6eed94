using FlaskTrack.E2E.Support;

namespace FlaskTrack.E2E.Looks;

/// <summary>An installation that nobody has set up yet, in development.</summary>
public sealed class BareServer : IAsyncLifetime
{
    private AppServer? server;

    public Uri Address => server!.Address;

    public async Task InitializeAsync() => server = await AppServer.StartAsync(isBare: true);

    public async Task DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}
