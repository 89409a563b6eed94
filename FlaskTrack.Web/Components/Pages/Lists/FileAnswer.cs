using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Access;

namespace FlaskTrack.Web.Components.Pages.Lists;

/// <summary>What a browser gets that followed a link to a file made by an operation: the file, or the page or sentence that says why not.</summary>
internal static class FileAnswer
{
    public static IResult Of(Result<ExportFile> result) =>
        result.IsOk ? Results.File(result.Value.Content, result.Value.ContentType, result.Value.Name) : Refusal(result.Problem);

    /// <summary>The page that says which right is missing, or the sentence.</summary>
    public static IResult Refusal(Problem problem) => problem switch
    {
        Problem.Refused { Denial: var denial } when AccessWays.Out(denial) is { } way => Results.Redirect(way),
        Problem.Refused { Denial.RequiredCapability: { } permission } => Results.Redirect($"/no-access?permission={Uri.EscapeDataString(permission)}"),
        Problem.Refused => Results.Redirect("/not-found"),
        _ => Results.Text(problem.Sentence, statusCode: StatusCodes.Status422UnprocessableEntity),
    };
}
