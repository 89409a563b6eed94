using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Identity;

namespace FlaskTrack.Web.Api;

/// <summary>Carries out a request with an <c>Idempotency-Key</c> once: the same one again gets the answer of the first, also after a restart, for 24 hours.
/// The change itself is guarded in its transaction; this keeps the answer, and lets the second of two at once wait for the first.</summary>
internal sealed class ApiOnce(RequestDelegate next, RequestAnswers answers, ILogger<ApiOnce> log)
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotency-Replayed";
    private const int LongestKey = 200;

    /// <summary>Given twice, it cannot be told which one is meant.</summary>
    private static readonly string[] Single = [Header, "If-Match", "X-Reason", OrganizationChoice.Header];

    private readonly SemaphoreSlim[] queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (Single.FirstOrDefault(name => request.Headers[name].Count > 1) is { } twice)
            await ProblemResponses.WriteAsync(context, ApiFault.Field(twice, $"{twice} was sent {request.Headers[twice].Count} times. Send it once.", StatusCodes.Status400BadRequest));
        else if (SessionPrincipal.ReadUser(context.User) is not { } userId || IsRead(request) || request.Headers[Header].Count == 0 || request.Path.StartsWithSegments("/api/v1/auth"))
            await next(context);
        else
            await OnceAsync(context, userId, request.Headers[Header].ToString());
    }

    private async Task OnceAsync(HttpContext context, long userId, string key)
    {
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            await ProblemResponses.WriteAsync(context, ApiFault.Field(Header, $"{Header} must be 1 to {LongestKey} visible ASCII characters, such as a UUID."));
            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            await ProblemResponses.WriteAsync(context, ProblemResponses.Of(StatusCodes.Status413PayloadTooLarge));
            return;
        }

        var once = new RequestOnce(Route(context.Request), key, Content(context.Request, body));
        var queue = queues[(uint)HashCode.Combine(userId, once.Route, key) % (uint)queues.Length];
        await queue.WaitAsync(context.RequestAborted);
        try
        {
            await AnswerAsync(context, userId, once);
        }
        finally
        {
            queue.Release();
        }
    }

    private async Task AnswerAsync(HttpContext context, long userId, RequestOnce once)
    {
        switch (await answers.FindAsync(userId, once, context.RequestAborted))
        {
            case SameRequest.New:
                await DoAsync(context, userId, once);
                break;
            case SameRequest.Other:
                await ProblemResponses.WriteAsync(context, ApiFault.Field(Header, $"{Header} was used for a request with other content. Send a new key for a new request."));
                break;
            case SameRequest.Answered answered:
                var kept = JsonSerializer.Deserialize<KeptAnswer>(answered.Answer, ApiJson.Options)!;
                if (kept.Standing is not null && kept.Standing == await StandingAsync(context)) await ReplayAsync(context, kept);
                else await ProblemResponses.WriteAsync(context, ProblemResponses.Of(StatusCodes.Status404NotFound));
                break;
            default:
                await ProblemResponses.WriteAsync(context, ProblemResponses.Of(new Problem.NotAllowed(RequestOnce.WasDone), conditional: false));
                break;
        }
    }

    private async Task DoAsync(HttpContext context, long userId, RequestOnce once)
    {
        context.Features.Set(once);
        var response = context.Response;
        var wire = response.Body;
        using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = wire;
        }

        var text = Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length);
        if (once.IsClaimed && response.StatusCode < 500) await KeepAsync(userId, once, new KeptAnswer(response.StatusCode, response.ContentType, response.Headers.ETag, response.Headers.Location, text, await StandingAsync(context)));
        if (copy.Length > 0) await wire.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), context.RequestAborted);
    }

    /// <summary>The change is made and acknowledged also where its answer cannot be kept; the same request is then refused instead of answered again.</summary>
    private async Task KeepAsync(long userId, RequestOnce once, KeptAnswer answer)
    {
        try
        {
            await answers.KeepAsync(userId, once, JsonSerializer.Serialize(answer, ApiJson.Options), CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The answer of {Route} could not be kept.", once.Route);
        }
    }

    private static async Task ReplayAsync(HttpContext context, KeptAnswer kept)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType) = (kept.Status, kept.ContentType);
        if (kept.Etag is not null) response.Headers.ETag = kept.Etag;
        if (kept.Location is not null) response.Headers.Location = kept.Location;
        response.Headers[Replayed] = "true";
        if (kept.Body.Length > 0) await response.WriteAsync(kept.Body, context.RequestAborted);
    }

    /// <summary>SECURITY: an answer is for whoever got it before, in the same organization and with the same rights; somebody who lost some reads nothing again.</summary>
    private static async Task<string?> StandingAsync(HttpContext context)
    {
        var found = await context.RequestServices.GetRequiredService<IOperationRunner>().RunAsync(new GetMyAccess(), context.RequestAborted);
        if (!found.IsOk) return null;
        var principal = found.Value.Principal;
        var rights = string.Join(' ', Permissions.All.Where(principal.Holds).Select(permission => permission.Name));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{found.Value.Organization.Id} {principal.MemberId} {string.Join(',', principal.Sites)} {rights}")));
    }

    /// <summary>Null where it is longer than the API takes.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > BodyReader.MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        body.Position = 0;
        context.Request.Body = body;
        return body.ToArray();
    }

    private static byte[] Content(HttpRequest request, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"{request.QueryString}\n{request.Headers.IfMatch}\n{request.Headers["X-Reason"]}\n"), .. body];

    /// <summary>Addresses hold ids and codes, which are short; a longer one names nothing that exists.</summary>
    private static string Route(HttpRequest request)
    {
        var route = $"{request.Headers[OrganizationChoice.Header]} {request.Method} {request.Path}";
        return route[..Math.Min(200, route.Length)];
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private sealed record KeptAnswer(int Status, string? ContentType, string? Etag, string? Location, string Body, string? Standing);
}
