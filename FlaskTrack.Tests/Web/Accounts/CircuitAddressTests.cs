using System.Net;
using System.Security.Claims;

using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace FlaskTrack.Tests.Web.Accounts;

/// <summary>A circuit acts under the address it was opened from, for the allowed addresses and the audit log; so it goes on from there only.</summary>
[Trait("assurance", "S35")]
public sealed class CircuitAddressTests
{
    [Theory]
    [InlineData("ConnectCircuit", "203.0.113.9", true)]
    [InlineData("ConnectCircuit", "::ffff:203.0.113.9", true)]
    [InlineData("ConnectCircuit", "198.51.100.7", false)]
    [InlineData("ConnectCircuit", null, false)]
    [InlineData("ResumeCircuit", "203.0.113.9", true)]
    [InlineData("ResumeCircuit", "198.51.100.7", false)]
    public async Task An_open_page_is_connected_again_from_the_same_address_only(string method, string? address, bool connects)
    {
        var owners = new CircuitOwners(TimeProvider.System);
        await owners.InvokeMethodAsync(Call("StartCircuit", "203.0.113.9"), _ => ValueTask.FromResult<object?>("secret of the circuit"));
        var reached = false;

        var answer = await owners.InvokeMethodAsync(Call(method, address, "secret of the circuit"), _ =>
        {
            reached = true;
            return ValueTask.FromResult<object?>(true);
        });

        Assert.Equal(connects, reached);
        Assert.Equal(connects, answer is true); // false and nothing are what the hub says of a circuit that is gone
    }

    [Fact]
    public async Task A_page_loaded_at_one_address_and_opened_at_another_acts_under_the_second()
    {
        var owners = new CircuitOwners(TimeProvider.System);
        var circuit = new CircuitSession();

        await owners.InvokeMethodAsync(Call("StartCircuit", "198.51.100.7"), _ =>
        {
            circuit.Enter(new CircuitDoor(1, "plant", "203.0.113.9", null));
            return ValueTask.FromResult<object?>("secret of the circuit");
        });

        Assert.Equal("198.51.100.7", circuit.ToCaller().Ip);
        circuit.Enter(new CircuitDoor(1, "plant", "203.0.113.9", null));
        Assert.Equal("203.0.113.9", circuit.ToCaller().Ip);
    }

    private static HubInvocationContext Call(string method, string? address, params object?[] arguments)
    {
        var connection = new Connection(address is null ? null : IPAddress.Parse(address));
        return new HubInvocationContext(connection, NoServices.Instance, new CircuitCalls(), typeof(CircuitCalls).GetMethod(method)!, arguments);
    }

    /// <summary>The hub's methods by name.</summary>
    private sealed class CircuitCalls : Hub
    {
        public static string StartCircuit() => "";

        public static bool ConnectCircuit() => true;

        public static string ResumeCircuit() => "";
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }

    private sealed class Connection : HubCallerContext, IHttpContextFeature
    {
        public Connection(IPAddress? address)
        {
            HttpContext = new DefaultHttpContext();
            HttpContext.Connection.RemoteIpAddress = address;
            Features.Set<IHttpContextFeature>(this);
        }

        public HttpContext? HttpContext { get; set; }

        public override string ConnectionId => "c";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User { get; } = SessionPrincipal.Of(1, "session", Schemes.Cookie);

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => default;

        public override void Abort()
        {
        }
    }
}
