using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>The one mapping of what keeps an operation from happening to an answer of the API.</summary>
internal static class ProblemResponses
{
    public const string ContentType = "application/problem+json";

    /// <param name="conditional">The request named a version by If-Match, so a lost race fails its condition.</param>
    public static ApiFault Of(Problem problem, bool conditional) => problem switch
    {
        Problem.Refused refused => Of(refused.Denial),
        Problem.Invalid invalid => new ApiFault(invalid.Sentence, "VALIDATION_FAILED", StatusCodes.Status422UnprocessableEntity) { Errors = invalid.Fields },
        Problem.NotAllowed blocked => new ApiFault(blocked.Sentence, "CONFLICT", StatusCodes.Status409Conflict),
        Problem.Conflict lost when conditional => new ApiFault(lost.Sentence, "PRECONDITION_FAILED", StatusCodes.Status412PreconditionFailed) { CurrentVersion = lost.CurrentVersion },
        Problem.Conflict lost => new ApiFault(lost.Sentence, "CONFLICT", StatusCodes.Status409Conflict) { CurrentVersion = lost.CurrentVersion },
        Problem.Faulted => Of(StatusCodes.Status500InternalServerError),
        _ => throw new InvalidOperationException($"{problem} has no answer."),
    };

    /// <summary>Answers that come of the request itself, before any operation.</summary>
    public static ApiFault Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new("The request cannot be read.", "VALIDATION_FAILED", status),
        StatusCodes.Status401Unauthorized => Of(Denials.SignIn),
        StatusCodes.Status404NotFound => Of(Denials.NotFound),
        StatusCodes.Status405MethodNotAllowed => new("This address does not take that method.", "METHOD_NOT_ALLOWED", status),
        StatusCodes.Status413PayloadTooLarge => new("The request is larger than 1 MB.", "PAYLOAD_TOO_LARGE", status),
        StatusCodes.Status415UnsupportedMediaType => new("Send the request as application/json.", "UNSUPPORTED_MEDIA_TYPE", status),
        StatusCodes.Status429TooManyRequests => new("Too many requests. Wait and go on then.", "RATE_LIMITED", status),
        _ when status < 500 => new("The request cannot be done.", "VALIDATION_FAILED", status),
        _ => new("Something failed here. Nothing was changed; the request id helps to find out why.", "INTERNAL", StatusCodes.Status500InternalServerError),
    };

    public static Task WriteAsync(HttpContext context, ApiFault fault)
    {
        context.Response.StatusCode = fault.Status;
        return context.Response.WriteAsJsonAsync(fault with { RequestId = context.TraceIdentifier }, ApiJson.Options, ContentType, context.RequestAborted);
    }

    private static ApiFault Of(Denial denial) => new(denial.Sentence, denial.Name, Status(denial.Code))
    {
        RequiredPermission = denial.RequiredLevel?.ToString().ToUpperInvariant(),
        CurrentPermission = denial.CurrentLevel?.ToString().ToUpperInvariant(),
        RequiredCapability = denial.RequiredCapability,
        Restriction = denial.Restriction,
        Requirements = denial.Lines.Count == 0 ? null : [.. denial.Lines.Select(line => $"{line.Record}: {line.Sentence}")],
    };

    private static int Status(DenialCode code) => code switch
    {
        DenialCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        DenialCode.NotFound => StatusCodes.Status404NotFound,
        DenialCode.Forbidden or DenialCode.NotAssigned => StatusCodes.Status403Forbidden,
        DenialCode.RecordLocked or DenialCode.ComplianceBlocked or DenialCode.SeparationOfDuties => StatusCodes.Status409Conflict,
        DenialCode.ReasonRequired or DenialCode.SignatureRequired => StatusCodes.Status422UnprocessableEntity,
        _ => throw new InvalidOperationException($"Denial code {code} has no status."),
    };
}
