using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Identity;

/// <summary>Describes the other end of a request to the account services.</summary>
public static class Visitors
{
    public static Visitor Of(HttpContext context)
    {
        var session = SessionPrincipal.Read(context.User);
        return new Visitor(
            IsApi(context) ? "rest" : "ui",
            context.Connection.RemoteIpAddress?.ToString(),
            context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null,
            context.TraceIdentifier,
            session?.UserId,
            session?.SessionId,
            LiveSessions.Of(context)?.Authentication);
    }

    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}
