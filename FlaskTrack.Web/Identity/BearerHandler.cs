using System.Text.Encodings.Web;

using FlaskTrack.Core.Accounts;

using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Web.Identity;

/// <summary>Reads <c>Authorization: Bearer fta_…</c>. Tokens are looked up at every request, so that a sign-out elsewhere counts at once.</summary>
public sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokenService tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer fta_", StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        return await tokens.FindAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(SessionPrincipal.Of(session.UserId, session.Id, Schemes.Bearer), Schemes.Bearer))
            : AuthenticateResult.Fail("The access token does not count.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
