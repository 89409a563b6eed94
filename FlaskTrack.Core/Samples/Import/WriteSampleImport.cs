using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Writes a queued import in one transaction, under the rights its member has now. The importer's step; no page offers it.</summary>
internal sealed record WriteSampleImport(long Id) : ICommand<WriteSampleImport, ImportOutcome>
{
    public static Permission Requires => Permissions.Records.Import;

    public IProgress<JobStep>? Progress { get; init; }
}

internal sealed class WriteSampleImportHandler : IHandler<WriteSampleImport, ImportOutcome>
{
    public async Task<Result<ImportOutcome>> HandleAsync(WriteSampleImport operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<SampleImport>().FirstOrDefaultAsync(row => row.Id == operation.Id, ct) is not { } import) return Problem.NotFound;
        if (import.ById != context.Principal.MemberId || context.Caller.ActsFor is null) return new Problem.NotAllowed("An import is written for the member who asked for it.");
        if (!import.IsUnfinished) return new Problem.NotAllowed($"{import.Code} is not waiting.");
        var upload = await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == import.UploadId && row.MemberId == import.ById, ct);
        if (upload is null) return new Problem.NotAllowed("The sheet was thrown away before it was written.");

        var table = UploadContent.Correct(UploadContent.Unpack(upload.Content), UploadContent.Read<List<CellCorrection>>(upload.Corrections));
        var writer = await ImportWriter.PlanAsync(context, table, UploadContent.Read<ImportPlan>(upload.Plan), operation.Progress, ct);
        if (!writer.IsOk) return writer.Problem;
        upload.ImportCode = import.Code;
        return await writer.Value.WriteAsync(import, ct);
    }
}
