using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Audit;
using FlaskTrack.Web.Components.Pages.Lists;

namespace FlaskTrack.Web.Hosting;

/// <summary>Files of the audit, evidence and organization pages. Like the pages, they run operations and decide nothing themselves.</summary>
public static class EvidenceEndpoints
{
    public static WebApplication MapEvidenceEndpoints(this WebApplication app)
    {
        app.MapGet("/audit/export", ExportAsync).WithMetadata(new ServesAttribute<ExportAuditEvents>()).ExcludeFromDescription();
        app.MapGet("/audit/events/{sequence:long}/proof", ProofAsync).WithMetadata(new ServesAttribute<GetEventProof>()).ExcludeFromDescription();
        app.MapGet("/organization/logo", LogoAsync).WithMetadata(new RequiresAttribute<GetLogo>()).ExcludeFromDescription();
        app.MapGet("/evidence/{code}/download", DownloadAsync).WithMetadata(new ServesAttribute<DownloadEvidence>()).ExcludeFromDescription();
        return app;
    }

    /// <summary>The same words as in the address of the log page.</summary>
    private static async Task<IResult> ExportAsync(HttpContext context, IOperationRunner runner, PageAccess access, string? format, CancellationToken ct)
    {
        if (!Enum.TryParse<AuditExportFormat>(format, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) return Results.Text("The format may be jsonl, csv or xlsx.", statusCode: StatusCodes.Status400BadRequest);
        var address = AuditAddress.Read(context.Request.QueryString.Value ?? "");
        var filter = address.In(ReadersZone.Of(await access.GetAsync()));

        // A file first: only a finished export may look like one to whoever keeps it.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var result = await runner.RunAsync(new ExportAuditEvents(filter, kind, file, address.ShowsWithheld), ct);
            if (!result.IsOk)
            {
                await file.DisposeAsync();
                return FileAnswer.Ask(result.Problem, context, "/audit") ?? Answer(result.Problem);
            }

            file.Position = 0;
            return Results.File(file, result.Value.MediaType, result.Value.FileName);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> ProofAsync(long sequence, IOperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(new GetEventProof(sequence), ct);
        return result.IsOk ? Results.File(result.Value.Json, "application/json", result.Value.FileName) : Answer(result.Problem);
    }

    /// <summary>Always with the kind that was recognised from the content; the headers of every answer forbid guessing another.</summary>
    private static async Task<IResult> LogoAsync(IOperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(new GetLogo(), ct);
        return result.IsOk ? Results.File(result.Value.Content, result.Value.Info.MediaType) : Answer(result.Problem);
    }

    private static async Task<IResult> DownloadAsync(string code, IOperationRunner runner, CancellationToken ct)
    {
        var result = await runner.RunAsync(new DownloadEvidence(code), ct);
        return result.IsOk ? Results.File(result.Value.Content, "application/zip", result.Value.FileName) : Answer(result.Problem);
    }

    private static IResult Answer(Problem problem) => problem is Problem.Refused { Denial.RequiredCapability: not null } ? FileAnswer.Refusal(problem) : Results.Text(problem.Sentence, statusCode: problem switch
    {
        Problem.Refused { Denial.Code: DenialCode.NotFound } => StatusCodes.Status404NotFound,
        Problem.Refused => StatusCodes.Status403Forbidden,
        Problem.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    });
}
