using System.Collections.Concurrent;

using FlaskTrack.Core.Platform.Security;

using Microsoft.AspNetCore.SignalR;

namespace FlaskTrack.Web.Identity;

/// <summary>Remembers who opened each circuit and lets nobody else connect to it, even with its secret (ASVS 4.4.3).</summary>
public sealed class CircuitOwners(TimeProvider clock) : IHubFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);
    private readonly ConcurrentDictionary<string, (long? UserId, DateTimeOffset Until)> owners = new(StringComparer.Ordinal);

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var user = SessionPrincipal.Read(invocationContext.Context.User)?.UserId;
        if (invocationContext.HubMethodName is "ConnectCircuit" or "ResumeCircuit" && !Owns(user, invocationContext.HubMethodArguments.ElementAtOrDefault(0) as string))
            throw new HubException("This page belongs to somebody else. Load it again.");
        var result = await next(invocationContext);
        if (invocationContext.HubMethodName is "StartCircuit" or "ResumeCircuit" && result is string secret) Remember(user, secret);
        return result;
    }

    internal void Remember(long? userId, string secret)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, owner) in owners)
        {
            if (owner.Until < now) owners.TryRemove(key, out _);
        }

        owners[SecretHash.Of(secret)] = (userId, now + Kept);
    }

    internal bool Owns(long? userId, string? secret) => secret is null || !owners.TryGetValue(SecretHash.Of(secret), out var owner) || owner.UserId == userId;
}
