using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Asks for a kept sheet to be written: makes the import's record and puts it in the queue. It is written under the rights the member has then, all rows or none.</summary>
/// <param name="Plan">What the check was made with, so that what was shown is what happens.</param>
public sealed record RequestSampleImport(long UploadId, ImportPlan Plan, IReadOnlyList<CellCorrection> Corrections) : ICommand<RequestSampleImport, SampleImportRow>, IValidated
{
    /// <summary>Rows from which on a page has a sheet written by a job.</summary>
    public const int Rows = 200;

    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        if (Corrections.Count > 10_000) errors.Add("corrections", $"{Corrections.Count} cells were corrected; at most 10000 are kept. Correct the file and upload it again.");
    }
}

internal sealed class RequestSampleImportHandler(ImportQueue queue) : IHandler<RequestSampleImport, SampleImportRow>
{
    public async Task<Result<SampleImportRow>> HandleAsync(RequestSampleImport operation, OperationContext context, CancellationToken ct)
    {
        if (context.Decide(Permissions.Samples.Create) is { } denial) return new Problem.Refused(denial);
        var upload = await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == operation.UploadId && row.MemberId == context.Principal.MemberId && row.ImportCode == null, ct);
        if (upload is null) return Problem.NotFound;
        var errors = new FieldErrors();
        ImportChecks.Validate(UploadContent.Unpack(upload.Content), operation.Plan, errors);
        if (errors.Any) return errors.ToProblem();
        if (await context.Rows<SampleImport>().FirstOrDefaultAsync(row => row.UploadId == upload.Id && (row.State == ImportState.Queued || row.State == ImportState.Writing), ct) is { } running)
            return new Problem.NotAllowed($"{running.Code} is writing this sheet already.");

        upload.Plan = UploadContent.ToText(operation.Plan);
        upload.Corrections = UploadContent.ToText(operation.Corrections);
        var import = new SampleImport { Code = await context.NextCodeAsync("IMP", ct), FileName = upload.FileName, Rows = upload.Rows, ById = context.Principal.MemberId, At = context.Now, State = ImportState.Queued, UploadId = upload.Id, Match = operation.Plan.Match, OnMatch = operation.Plan.OnMatch };
        context.Add(import);
        await context.SaveAsync(ct);
        var place = new JobPlace(context.Organization.Id, context.Organization.Slug, import.Id, context.UserId);
        context.AfterCommit(() => queue.Add(place));
        return SampleImportRow.Of(import, Members.MemberNames.Of(context), context.Now);
    }
}
