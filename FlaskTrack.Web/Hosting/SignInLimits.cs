using System.Threading.RateLimiting;

using FlaskTrack.Core.Accounts;

using Microsoft.AspNetCore.RateLimiting;

namespace FlaskTrack.Web.Hosting;

/// <summary>Bounds how often one address may try to sign in. It slows that address only; tries on one account are counted by the sign-in itself.</summary>
public static class SignInLimits
{
    public const string Policy = "sign-in";

    public static void Configure(RateLimiterOptions options, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("SignIn:PerAddressAndMinute", 60);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(AddressPrefix.Of(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter(""));
    }
}
