using System.Collections.Concurrent;
using System.Globalization;

using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Api;

/// <summary>Bounds the requests of one person in one minute, whatever the number of their tokens, and says in each answer what is left.
/// Setting: <c>Api:PerPrincipalAndMinute</c>, 600 without it.</summary>
internal sealed class ApiLimits(IConfiguration configuration, TimeProvider clock) : IEndpointFilter
{
    private readonly int most = configuration.GetValue("Api:PerPrincipalAndMinute", 600);
    private readonly ConcurrentDictionary<long, (long Minute, int Count)> used = new();

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (SessionPrincipal.ReadUser(context.HttpContext.User) is not { } userId) return next(context);
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        var minute = seconds / 60;
        var left = 60 - (seconds % 60);
        var count = used.AddOrUpdate(userId, (minute, 1), (_, last) => last.Minute == minute ? (minute, last.Count + 1) : (minute, 1)).Count;

        var headers = context.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"principal\";q={most};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"principal\";r={Math.Max(0, most - count)};t={left}");
        if (count <= most) return next(context);
        headers.RetryAfter = left.ToString(CultureInfo.InvariantCulture);
        return ValueTask.FromResult<object?>(Answer.Of(ProblemResponses.Of(StatusCodes.Status429TooManyRequests)));
    }
}
