using System.Collections.Concurrent;
using System.Net;

using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.SignalR;

namespace FlaskTrack.Web.Identity;

/// <summary>Remembers who opened each circuit and from where, and lets nobody connect to it as somebody else or from elsewhere, even with its secret
/// (ASVS 4.4.3): a circuit acts under the address it was opened from, which the organization's allowed addresses and the audit log rely on.</summary>
public sealed class CircuitOwners(TimeProvider clock) : IHubFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);
    private static readonly AsyncLocal<string?> Serving = new();
    private readonly ConcurrentDictionary<string, (CircuitOwner Owner, DateTimeOffset Until)> owners = new(StringComparer.Ordinal);

    /// <summary>The address of the connection whose call is being served; null outside of one, as while a page is rendered for its request.</summary>
    internal static string? Address => Serving.Value;

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = Of(invocationContext.Context);
        var secret = invocationContext.HubMethodArguments.ElementAtOrDefault(0) as string;
        switch (invocationContext.HubMethodName)
        {
            case "ConnectCircuit" or "ResumeCircuit" when !Owns(caller.UserId, secret):
                throw new HubException("This page belongs to somebody else. Load it again.");

            // What the hub itself answers for a circuit that is gone: the browser loads the page again, under the address it has now.
            case "ConnectCircuit" when !IsWhereItWas(caller, secret):
                return false;
            case "ResumeCircuit" when !IsWhereItWas(caller, secret):
                return null;
        }

        Serving.Value = invocationContext.Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString();
        var result = await next(invocationContext);
        if (invocationContext.HubMethodName is "StartCircuit" or "ResumeCircuit" && result is string made) Remember(caller, made);
        return result;
    }

    internal void Remember(CircuitOwner caller, string secret)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, owner) in owners)
        {
            if (owner.Until < now) owners.TryRemove(key, out _);
        }

        owners[SecretHash.Of(secret)] = (caller, now + Kept);
    }

    internal bool Owns(long? userId, string? secret) => Find(secret) is not { } owner || owner.UserId == userId;

    private bool IsWhereItWas(CircuitOwner caller, string? secret) => Find(secret) is not { } owner || Equals(owner.Address, caller.Address);

    private CircuitOwner? Find(string? secret) => secret is not null && owners.TryGetValue(SecretHash.Of(secret), out var owner) ? owner.Owner : null;

    private static CircuitOwner Of(HubCallerContext connection)
    {
        var address = connection.GetHttpContext()?.Connection.RemoteIpAddress;
        return new CircuitOwner(SessionPrincipal.Read(connection.User)?.UserId, address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address);
    }
}

/// <summary>Who is at the other end of a page's connection.</summary>
internal readonly record struct CircuitOwner(long? UserId, IPAddress? Address);
