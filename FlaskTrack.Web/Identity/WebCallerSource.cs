using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Web.Identity;

/// <summary>Gives the runner its caller: the person at the circuit, else the one of the request.</summary>
public sealed class WebCallerSource(IHttpContextAccessor http, CircuitSession circuit) : ICallerSource
{
    public ValueTask<Caller> CurrentAsync(CancellationToken ct)
    {
        if (circuit.IsEntered || http.HttpContext is not { } context) return ValueTask.FromResult(circuit.ToCaller());
        var visitor = Visitors.Of(context);
        return ValueTask.FromResult(new Caller
        {
            UserId = visitor.UserId ?? SessionPrincipal.ReadToken(context.User)?.UserId,
            TokenId = SessionPrincipal.ReadToken(context.User)?.TokenId,
            SessionId = visitor.SessionId,
            Organization = OrganizationChoice.Of(context),
            Channel = visitor.Channel,
            RequestId = visitor.RequestId,
            Ip = visitor.Ip,
            UserAgent = visitor.UserAgent,
            Once = context.Features.Get<RequestOnce>(),
        });
    }
}
