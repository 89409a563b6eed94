using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Lists;

/// <summary>What a browser gets that followed a link to a file made by an operation: the file, or the page or sentence that says why not.</summary>
internal static class FileAnswer
{
    public static IResult Of(Result<ExportFile> result) =>
        result.IsOk ? Results.File(result.Value.Content, result.Value.ContentType, result.Value.Name) : Refusal(result.Problem);

    /// <summary>As <see cref="Of"/>; where the caller has to confirm who they are, that page, and from there back to the list.</summary>
    /// <param name="list">Address of the list that the file was asked for on; its query is the request's own.</param>
    public static IResult Of(Result<ExportFile> result, HttpContext context, string list) => Ask(result.Problem, context, list) ?? Of(result);

    /// <summary>Null where nothing of the kind is asked.</summary>
    public static IResult? Ask(Problem? problem, HttpContext context, string list) => StepUp.IsAsked(problem) ? Results.Redirect(StepUp.Address(list + context.Request.QueryString.Value)) : null;

    /// <summary>The page that says which right is missing, or the sentence.</summary>
    public static IResult Refusal(Problem problem) => problem switch
    {
        Problem.Refused { Denial: var denial } when AccessWays.Out(denial) is { } way => Results.Redirect(way),
        Problem.Refused { Denial.RequiredCapability: { } permission } => Results.Redirect($"/no-access?permission={Uri.EscapeDataString(permission)}"),
        Problem.Refused => Results.Redirect("/not-found"),
        _ => Results.Text(problem.Sentence, statusCode: StatusCodes.Status422UnprocessableEntity),
    };
}
