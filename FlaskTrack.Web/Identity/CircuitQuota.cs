using FlaskTrack.Web.Hosting;

using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace FlaskTrack.Web.Identity;

/// <summary>Counts the connected circuits of each person. One over the limit is opened and says so on its page; from twice the limit on, which no browser comes
/// to that shows its pages, the hub opens none.</summary>
public sealed class CircuitQuota(CircuitLimits limits) : IHubFilter
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>Connected circuits of everybody.</summary>
    internal int All
    {
        get
        {
            lock (guard) return open.Values.Sum();
        }
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName is "StartCircuit" or "ResumeCircuit" && IsFar(invocationContext.Context))
            throw new HubException("Too many pages are open. Close some of them.");
        return await next(invocationContext);
    }

    /// <summary>Whoever is not signed in counts by address.</summary>
    internal static string Who(long? userId, string? address) => userId is { } id ? $"user {id}" : $"address {address}";

    /// <returns>False where there are more than the limit with this one.</returns>
    internal bool Enter(string who)
    {
        lock (guard) return (open[who] = open.GetValueOrDefault(who) + 1) <= limits.PerPerson;
    }

    internal void Leave(string who)
    {
        lock (guard)
        {
            if (--open[who] == 0) open.Remove(who);
        }
    }

    private bool IsFar(HubCallerContext connection)
    {
        var who = Who(SessionPrincipal.Read(connection.User)?.UserId, connection.GetHttpContext()?.Connection.RemoteIpAddress?.ToString());
        lock (guard) return open.GetValueOrDefault(who) >= 2 * limits.PerPerson;
    }
}

/// <summary>Counts one circuit while its connection is there. One that was lost and comes back is never turned away: its page was there before.</summary>
internal sealed class CountedCircuit(CircuitQuota quota, CircuitSession session) : CircuitHandler
{
    private string? counted;
    private bool wasOpened;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (counted is not null) return Task.CompletedTask;
        counted = CircuitQuota.Who(session.UserId, CircuitOwners.Address);
        session.IsOneTooMany = !quota.Enter(counted) && !wasOpened;
        wasOpened = true;
        return Task.CompletedTask;
    }

    /// <summary>Called again when a circuit ends whose connection was down already.</summary>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref counted, null) is { } who) quota.Leave(who);
        return Task.CompletedTask;
    }
}
