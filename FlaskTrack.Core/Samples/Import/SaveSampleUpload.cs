using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Keeps how far the uploader came with a sheet: mapping and corrected cells.</summary>
public sealed record SaveSampleUpload(long Id, ImportPlan Plan, IReadOnlyList<CellCorrection> Corrections) : ICommand<SaveSampleUpload, Done>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        if (Corrections.Count > 10_000) errors.Add("corrections", $"{Corrections.Count} cells were corrected; at most 10000 are kept. Correct the file and upload it again.");
    }
}

internal sealed class SaveSampleUploadHandler : IHandler<SaveSampleUpload, Done>
{
    public async Task<Result<Done>> HandleAsync(SaveSampleUpload operation, OperationContext context, CancellationToken ct)
    {
        var upload = await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == operation.Id && row.MemberId == context.Principal.MemberId && row.ImportCode == null, ct);
        if (upload is null) return Problem.NotFound;
        upload.Plan = UploadContent.ToText(operation.Plan);
        upload.Corrections = UploadContent.ToText(operation.Corrections);
        return default(Done);
    }
}
