using FlaskTrack.Core.Accounts;

namespace FlaskTrack.Web.Identity;

/// <summary>The session a request was found to have, read once per request.</summary>
public static class LiveSessions
{
    private static readonly object Key = new();

    /// <summary>Null for a request of nobody.</summary>
    public static LiveSession? Of(HttpContext context) => context.Items.TryGetValue(Key, out var kept) ? kept as LiveSession : null;

    public static void Keep(HttpContext context, LiveSession session) => context.Items[Key] = session;
}
