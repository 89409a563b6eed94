using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Core.Samples.Import;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Lists;
using FlaskTrack.Web.Components.Pages.Samples;

namespace FlaskTrack.Web.Components.Pages.Import;

/// <summary>Files of the import: the empty template, and the rows of an upload that cannot be written.</summary>
public static class ImportFiles
{
    public static WebApplication MapImportFiles(this WebApplication app)
    {
        app.MapGet("/import/samples/template", TemplateAsync);
        app.MapGet("/import/samples/uploads/{id:long}/errors", ErrorsAsync);
        return app;
    }

    [Requires<GetImportTemplate>]
    private static async Task<IResult> TemplateAsync(IOperationRunner runner, string? format, CancellationToken ct) =>
        FileAnswer.Of(await runner.RunAsync(new GetImportTemplate(SampleWords.Parse<ExportFormat>(format) ?? ExportFormat.Xlsx), ct));

    [Serves<ExportImportErrors>]
    private static async Task<IResult> ErrorsAsync(IOperationRunner runner, long id, CancellationToken ct) => FileAnswer.Of(await runner.RunAsync(new ExportImportErrors(id), ct));
}
