using System.Diagnostics;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Who runs an operation, as its events name them.</summary>
/// <param name="Stranger">Name of an account that acts without a membership.</param>
internal sealed record Actor(Caller Caller, Principal? Principal, AccessSnapshot? Access, SessionFacts? Session, TokenFacts? Token, string? Stranger)
{
    public AuditScope Scope(string action, string? reason)
    {
        var member = Principal is not null && Caller.UserId is { } userId ? Access!.ByUser[userId] : null;
        var role = Principal is null ? null : SnakeCase.Of(Principal.Role.Name);
        var own = Caller.ActsFor is null;
        return new AuditScope
        {
            ActorKind = !own ? "system" : Caller.UserId is null ? "anonymous" : "user",
            ActorId = own ? member?.MemberId : null,
            ActorName = Caller.ActsFor ?? member?.DisplayName ?? Stranger ?? (Caller.UserId is null ? "Anonymous" : $"Account {Caller.UserId}"),
            ActorRole = own ? role : null,
            OnBehalfOf = own ? null : $"{member?.DisplayName} ({role})",
            Authentication = Session?.Authentication ?? (Token is null ? null : "personal_token"),
            Channel = Caller.Channel,
            RequestId = Caller.RequestId ?? Activity.Current?.TraceId.ToString(),
            SessionId = Session?.Id ?? (Token is null ? null : $"token-{Token.Id}"),
            Ip = Caller.Ip,
            UserAgent = Caller.UserAgent,
            Action = action,
            Reason = reason,
            MemberId = Principal?.MemberId,
        };
    }
}
