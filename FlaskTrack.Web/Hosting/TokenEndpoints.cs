using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Web.Api;
using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Hosting;

/// <summary>Sign-in of people for the API: an access token for five minutes, a refresh token for seven days.</summary>
public static class TokenEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.WithTags("Sign-in").AddEndpointFilter(ApiHost.AnswerFaultsAsync);
        group.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy).WithSummary("Sign in and get tokens");
        group.MapPost("/refresh", RefreshAsync).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy).WithSummary("Trade a refresh token for new tokens, once");
        group.MapPost("/logout", LogoutAsync).RequireAuthorization().WithSummary("End the session and its tokens");
    }

    private static async Task<IResult> LoginAsync(Body<LoginRequest> body, HttpContext context, ApiTokenService tokens, ProfileService profiles, CancellationToken ct) =>
        await AnswerAsync(await tokens.LoginAsync(body.Value.Username, body.Value.Password, body.Value.TwoFactorCode, body.Value.Organization, Visitors.Of(context), ct), profiles);

    private static async Task<IResult> RefreshAsync(Body<RefreshRequest> body, HttpContext context, ApiTokenService tokens, ProfileService profiles, CancellationToken ct) =>
        await AnswerAsync(await tokens.RefreshAsync(body.Value.RefreshToken, Visitors.Of(context), ct), profiles);

    private static async Task<IResult> LogoutAsync(HttpContext context, ApiTokenService tokens, CancellationToken ct)
    {
        await tokens.LogoutAsync(Visitors.Of(context), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> AnswerAsync(TokenOutcome outcome, ProfileService profiles)
    {
        if (outcome is TokenOutcome.Refused refused)
            return Answer.Of(new ApiFault(refused.Sentence, refused.NeedsCode ? "TWO_FACTOR_REQUIRED" : "UNAUTHENTICATED", StatusCodes.Status401Unauthorized));
        if (outcome is TokenOutcome.NotIn outside) return Answer.Of(FieldErrors.Of("organization", outside.Sentence));
        var issued = (TokenOutcome.Issued)outcome;
        var profile = (await profiles.FindAsync(issued.Session.UserId))!;
        return Results.Json(new TokenAnswer(issued.AccessToken, issued.RefreshToken, issued.ExpiresIn, new TokenUser(profile.Id, profile.UserName, profile.Email, profile.FullName)), Json);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Json = new(System.Text.Json.JsonSerializerDefaults.Web) { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower };
}

public sealed record LoginRequest(string? Username, string? Password, [property: System.Text.Json.Serialization.JsonPropertyName("two_factor_code")] string? TwoFactorCode = null, string? Organization = null);

public sealed record RefreshRequest([property: System.Text.Json.Serialization.JsonPropertyName("refresh_token")] string? RefreshToken);

public sealed record TokenAnswer(string AccessToken, string RefreshToken, int ExpiresIn, TokenUser User);

public sealed record TokenUser(long Id, string Username, string Email, string FullName);
