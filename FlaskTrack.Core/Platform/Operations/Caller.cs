using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Who comes through which door. It says who somebody is, never what they may do: that is read anew at every operation.</summary>
public sealed record Caller
{
    public static readonly Caller Anonymous = new() { Channel = "ui" };

    public long? UserId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Slug of the organization the caller works in; null takes the first one they are active in.</summary>
    public string? Organization { get; init; }

    /// <summary><c>ui</c>, <c>rest</c>, <c>import</c>, <c>job</c>, <c>scan</c>, <c>graphql</c>, <c>mcp</c> or <c>automation</c>.</summary>
    public required string Channel { get; init; }

    public string? RequestId { get; init; }

    public string? Ip { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>An open page asks by itself; it keeps no session alive.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>The request that asks, where it must have one effect however often it arrives.</summary>
    public RequestOnce? Once { get; init; }

    /// <summary>A personal token that the caller came with instead of a session; its scopes are read with it at every operation.</summary>
    public long? TokenId { get; init; }

    /// <summary>Scopes of a token; null for a person at a page.</summary>
    public PermissionSet? Scopes { get; init; }

    /// <summary>A job or the operator's command line acting under a member's rights, which has no session of its own. How the member is attributed says so.</summary>
    public string? ActsFor { get; init; }

    /// <summary>The platform itself vouches for the person, so no session is looked up: jobs under a member's rights, and the demo's history.</summary>
    public bool SkipsSession { get; private init; }

    /// <summary>Work that goes on for a member after their request, under their rights at that time.</summary>
    public static Caller Job(long userId, string organization, string name) => new() { UserId = userId, Organization = organization, Channel = "job", ActsFor = name, SkipsSession = true };

    /// <summary>A member of a demo organization whose past acts are being made up through the operations.</summary>
    internal static Caller Demo(long userId, string? organization) => new() { UserId = userId, Organization = organization, Channel = "ui", SkipsSession = true };
}

/// <summary>Gives the runner the present caller: from the page's circuit, the request's cookie or token, or the command line.</summary>
public interface ICallerSource
{
    ValueTask<Caller> CurrentAsync(CancellationToken ct);
}

/// <summary>A caller known beforehand.</summary>
public sealed class FixedCaller(Caller caller) : ICallerSource
{
    public ValueTask<Caller> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(caller);
}
