using System.Security.Claims;

namespace FlaskTrack.Web.Identity;

/// <summary>What a cookie or token says: which account and which session, nothing of roles or rights. Those are read at every operation.</summary>
public static class SessionPrincipal
{
    public const string SessionClaim = "session";
    public const string TokenClaim = "token";
    public static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public static ClaimsPrincipal Of(long userId, string sessionId, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, userId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(SessionClaim, sessionId)], scheme));

    /// <summary>A person's script with a personal token: an account, and no session.</summary>
    public static ClaimsPrincipal OfToken(long userId, long tokenId, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, userId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(TokenClaim, tokenId.ToString(System.Globalization.CultureInfo.InvariantCulture))], scheme));

    /// <summary>Account and personal token of a principal; null where it came with a session or as nobody.</summary>
    public static (long UserId, long TokenId)? ReadToken(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true }
        && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), System.Globalization.CultureInfo.InvariantCulture, out var userId)
        && long.TryParse(principal.FindFirstValue(TokenClaim), System.Globalization.CultureInfo.InvariantCulture, out var tokenId)
            ? (userId, tokenId)
            : null;

    /// <summary>The account behind a session or a personal token; null for nobody.</summary>
    public static long? ReadUser(ClaimsPrincipal? principal) => Read(principal)?.UserId ?? ReadToken(principal)?.UserId;

    /// <summary>Account and session of a principal; null for nobody.</summary>
    public static (long UserId, string SessionId)? Read(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true }
        && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), System.Globalization.CultureInfo.InvariantCulture, out var userId)
        && principal.FindFirstValue(SessionClaim) is { } sessionId
            ? (userId, sessionId)
            : null;
}
