using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlaskTrack.Tests.Web.Accounts;

public sealed class CircuitTests
{
    [Fact]
    public async Task An_open_page_turns_to_nobody_when_its_session_ends_elsewhere()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        using var watch = Watch(lab);
        using var page = await OpenAsync(lab, watch, visitor);
        Assert.Equal(visitor.UserId, page.Circuit.UserId);

        await lab.UseAsync<SessionService, bool>(service => service.EndAsync(visitor, visitor.SessionId, default));
        await watch.CheckAsync(null, default);

        Assert.Null(page.Circuit.ToCaller().UserId);
        Assert.False((await page.Provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task An_idle_page_is_signed_out_at_the_limit()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        using var watch = Watch(lab);
        using var page = await OpenAsync(lab, watch, visitor);

        lab.Clock.Advance(TimeSpan.FromMinutes(29));
        await watch.CheckAsync(null, default);
        Assert.Equal(visitor.UserId, page.Circuit.UserId);
        lab.Clock.Advance(TimeSpan.FromMinutes(2));
        await watch.CheckAsync(null, default);
        Assert.Null(page.Circuit.UserId);
    }

    [Fact]
    public async Task An_open_page_goes_on_under_the_new_id_after_a_confirmation_in_another_tab()
    {
        await using var lab = await TestLab.OpenAsync();
        var visitor = await lab.EnterAsync(await lab.EmailAsync(await lab.PersonAsync("Leila Haddad")));
        using var watch = Watch(lab);
        using var page = await OpenAsync(lab, watch, visitor);

        var renewed = Assert.IsType<SignInOutcome.SignedIn>(await lab.UseAsync<SignInService, SignInOutcome>(service => service.ConfirmAsync(AccountLab.Password, null, visitor, default))).Session;
        await watch.CheckAsync(visitor.UserId, default);

        Assert.Equal(renewed.Id, page.Circuit.ToCaller().SessionId);
    }

    [Fact]
    public void A_page_made_for_one_person_gives_nothing_to_the_connection_of_another()
    {
        var circuit = new CircuitSession();
        circuit.SignIn(2, "b");

        circuit.Enter(new CircuitDoor(1, "plant", null, null));
        Assert.Null(circuit.ToCaller().UserId);
        circuit.SignIn(2, "b");
        Assert.Null(circuit.ToCaller().UserId);
    }

    [Fact]
    public void Nobody_but_its_owner_connects_to_a_circuit_again()
    {
        var owners = new CircuitOwners(TimeProvider.System);
        owners.Remember(new CircuitOwner(1, null), "secret of the circuit");

        Assert.True(owners.Owns(1, "secret of the circuit"));
        Assert.False(owners.Owns(2, "secret of the circuit"));
        Assert.False(owners.Owns(null, "secret of the circuit"));
    }

    private static SessionWatch Watch(TestLab lab) =>
        new(lab.Services.GetRequiredService<IServiceScopeFactory>(), lab.Services.GetRequiredService<AccessBroadcast>(), lab.Clock, NullLogger<SessionWatch>.Instance);

    private static async Task<Page> OpenAsync(TestLab lab, SessionWatch watch, Visitor visitor)
    {
        var circuit = new CircuitSession();
        var provider = new SessionStateProvider(circuit, watch, lab.Services.GetRequiredService<IServiceScopeFactory>());
        var principal = SessionPrincipal.Of(visitor.UserId!.Value, visitor.SessionId!, Schemes.Cookie);
        provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        circuit.Enter(new CircuitDoor(visitor.UserId, null, null, null));
        await provider.Following;
        return new Page(circuit, provider);
    }

    private sealed record Page(CircuitSession Circuit, SessionStateProvider Provider) : IDisposable
    {
        public void Dispose() => Provider.Dispose();
    }
}
