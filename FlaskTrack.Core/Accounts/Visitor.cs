using FlaskTrack.Core.Platform.Auditing;

namespace FlaskTrack.Core.Accounts;

/// <summary>Who stands at a door of the account services, for the audit: a stranger signing in, or a person with a session.</summary>
/// <param name="Channel"><c>ui</c> or <c>rest</c>.</param>
/// <param name="SharedDevice">The person said that others use the device too; the session then ends after five idle minutes.</param>
public sealed record Visitor(string Channel, string? Ip = null, string? UserAgent = null, string? RequestId = null, long? UserId = null, string? SessionId = null, string? Authentication = null, bool SharedDevice = false)
{
    /// <summary>The installation itself, such as the mail worker.</summary>
    public static readonly Visitor Installation = new("job");

    internal AuditScope ToScope(string action) => new()
    {
        ActorKind = UserId is not null ? "user" : Channel == "job" ? "system" : "anonymous",
        ActorName = UserId is not null ? $"Account {UserId}" : Channel == "job" ? "FlaskTrack" : "Anonymous",
        Authentication = Authentication,
        Channel = Channel,
        RequestId = RequestId,
        SessionId = SessionId,
        Ip = Ip is { Length: > 64 } ? Ip[..64] : Ip,
        UserAgent = UserAgent is { Length: > 400 } ? UserAgent[..400] : UserAgent,
        Action = action,
    };
}
