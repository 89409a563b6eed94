using System.Text.Encodings.Web;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Api;

using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FlaskTrack.Web.Identity;

/// <summary>Reads <c>Authorization: Bearer fta_…</c>, and <c>ftp_…</c> of personal tokens. Tokens are looked up at every request, so that a sign-out elsewhere counts at once.</summary>
public sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokenService tokens, PersonalTokenService personal)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ftp_", StringComparison.Ordinal))
        {
            return await personal.OwnerAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is { } owner
                ? AuthenticateResult.Success(new AuthenticationTicket(SessionPrincipal.OfToken(owner.UserId, owner.TokenId, Schemes.Bearer), Schemes.Bearer))
                : AuthenticateResult.Fail("The personal token does not count.");
        }

        if (!header.StartsWith("Bearer fta_", StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        return await tokens.FindAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(SessionPrincipal.Of(session.UserId, session.Id, Schemes.Bearer), Schemes.Bearer))
            : AuthenticateResult.Fail("The access token does not count.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A page open to cookie and token has sent the browser to the sign-in already; a client gets its answer here.
        var isPage = Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (isPage && Response.Headers.Location.Count > 0) return Task.CompletedTask;
        Response.Headers.Remove("Location");
        Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemResponses.WriteAsync(Context, ProblemResponses.Of(StatusCodes.Status401Unauthorized));
    }
}
