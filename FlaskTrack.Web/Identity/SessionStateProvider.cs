using FlaskTrack.Core.Accounts;

using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace FlaskTrack.Web.Identity;

/// <summary>The sign-in state of an open page. It turns to nobody when the session ends, wherever that was, and follows a session to its new id after a
/// re-authentication.</summary>
public sealed class SessionStateProvider : ServerAuthenticationStateProvider, IDisposable
{
    private readonly CircuitSession circuit;
    private readonly SessionWatch watch;
    private readonly IServiceScopeFactory scopes;
    private IDisposable? watching;
    private bool disposed;

    public SessionStateProvider(CircuitSession circuit, SessionWatch watch, IServiceScopeFactory scopes)
    {
        this.circuit = circuit;
        this.watch = watch;
        this.scopes = scopes;
        AuthenticationStateChanged += state => Following = FollowAsync(state);
    }

    /// <summary>Done once the session is being watched.</summary>
    internal Task Following { get; private set; } = Task.CompletedTask;

    public void Dispose()
    {
        disposed = true;
        watching?.Dispose();
    }

    private async Task FollowAsync(Task<AuthenticationState> changed)
    {
        var state = await changed;
        if (SessionPrincipal.Read(state.User) is not { } named)
        {
            circuit.SignOut();
            return;
        }

        circuit.SignIn(named.UserId, named.SessionId);
        if (watching is not null) return;
        await using var scope = scopes.CreateAsyncScope();
        var live = await scope.ServiceProvider.GetRequiredService<SessionService>().ReadAsync(named.SessionId, named.UserId, used: false, CancellationToken.None);
        if (disposed) return;
        if (live is null) SetAuthenticationState(Task.FromResult(new AuthenticationState(SessionPrincipal.Nobody)));
        else watching = watch.Watch(live, next => MoveAsync(named.UserId, next));
    }

    private Task MoveAsync(long userId, string? sessionId)
    {
        var principal = sessionId is null ? SessionPrincipal.Nobody : SessionPrincipal.Of(userId, sessionId, Schemes.Cookie);
        SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        return Task.CompletedTask;
    }
}
