using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Web.Api;

/// <summary>Gives every failed request below /api the one form of errors, also where routing or a fault ended it. No inner detail leaves.</summary>
internal sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(fault, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            context.Response.Clear();
            if (DatabaseTrouble.Sentence(fault) is { } outage)
            {
                await ProblemResponses.WriteAsync(context, new ApiFault(outage, "UNAVAILABLE", StatusCodes.Status503ServiceUnavailable));
                return;
            }

            context.Response.StatusCode = fault is BadHttpRequestException wrong ? wrong.StatusCode : StatusCodes.Status500InternalServerError;
        }

        var response = context.Response;
        if (!response.HasStarted && response.StatusCode >= 400 && response.ContentType is null) await ProblemResponses.WriteAsync(context, ProblemResponses.Of(response.StatusCode));
    }
}
