using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Components.Pages.Lists;

/// <summary>What a browser gets that followed a link to a file made by an operation: the file, or the page or sentence that says why not.</summary>
internal static class FileAnswer
{
    public static IResult Of(Result<ExportFile> result)
    {
        if (result.IsOk) return Results.File(result.Value.Content, result.Value.ContentType, result.Value.Name);
        return result.Problem switch
        {
            Problem.Refused { Denial.RequiredCapability: { } permission } => Results.Redirect($"/no-access?permission={Uri.EscapeDataString(permission)}"),
            Problem.Refused => Results.Redirect("/not-found"),
            var problem => Results.Text(problem.Sentence, statusCode: StatusCodes.Status422UnprocessableEntity),
        };
    }
}
