using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>A kept sheet to go on with.</summary>
public sealed record GetSampleUpload(long Id) : IQuery<GetSampleUpload, OpenUpload>
{
    public static Permission Requires => Permissions.Records.Import;
}

/// <param name="Table">As it was read; <see cref="UploadContent.Correct"/> applies the corrections.</param>
public sealed record OpenUpload(long Id, string FileName, ImportTable Table, ImportPlan Plan, IReadOnlyList<CellCorrection> Corrections);

internal sealed class GetSampleUploadHandler : IHandler<GetSampleUpload, OpenUpload>
{
    public async Task<Result<OpenUpload>> HandleAsync(GetSampleUpload operation, OperationContext context, CancellationToken ct)
    {
        var oldest = context.Now - SampleUpload.Stays;
        var row = await context.Rows<SampleUpload>().AsNoTracking().FirstOrDefaultAsync(upload => upload.Id == operation.Id && upload.MemberId == context.Principal.MemberId && upload.ImportCode == null && upload.At > oldest, ct);
        if (row is null) return Problem.NotFound;
        return new OpenUpload(row.Id, row.FileName, UploadContent.Unpack(row.Content), UploadContent.Read<ImportPlan>(row.Plan), UploadContent.Read<List<CellCorrection>>(row.Corrections));
    }
}
