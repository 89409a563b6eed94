using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Identity;

/// <summary>What the page's request knew, handed to the page's circuit as a parameter of its root component (which the framework protects), because a
/// circuit has no request of its own.</summary>
public sealed record CircuitDoor(long? UserId, string? Organization, string? Ip, string? UserAgent)
{
    public static CircuitDoor Of(HttpContext context)
    {
        var visitor = Visitors.Of(context);
        return new CircuitDoor(visitor.UserId, OrganizationChoice.Of(context), visitor.Ip, visitor.UserAgent);
    }
}

/// <summary>Who sits at an open page. One per circuit; the account comes from the connection's cookie, the rest from the page.</summary>
public sealed class CircuitSession
{
    private CircuitDoor? door;

    public long? UserId { get; private set; }

    public string? SessionId { get; private set; }

    /// <summary>Slug of the organization of this tab.</summary>
    public string? Organization => door?.Organization;

    /// <summary>The person had as many pages open as there may be when this one was opened; it shows that instead of itself.</summary>
    public bool IsOneTooMany { get; internal set; }

    /// <summary>True in a circuit and in the pre-rendering of a page that becomes one.</summary>
    public bool IsEntered => door is not null;

    /// <summary>Called once by the root component. SECURITY: a page made for one person gives nothing to a connection of another (ASVS 4.4.3), and one loaded at one
    /// address acts under the address of its connection, where that is another.</summary>
    public void Enter(CircuitDoor opened)
    {
        door = opened with { Ip = CircuitOwners.Address ?? opened.Ip };
        if (opened.UserId != UserId) SignOut();
    }

    internal void SignIn(long userId, string sessionId)
    {
        if (door is not null && door.UserId != userId) return;
        (UserId, SessionId) = (userId, sessionId);
    }

    internal void SignOut() => (UserId, SessionId) = (null, null);

    public Caller ToCaller() => new()
    {
        UserId = UserId,
        SessionId = SessionId,
        Organization = door?.Organization,
        Channel = "ui",
        Ip = door?.Ip,
        UserAgent = door?.UserAgent,
        IsUnattended = Access.Unattended.IsOn,
    };
}
