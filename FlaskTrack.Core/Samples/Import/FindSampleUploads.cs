using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>The member's own sheets that wait to be imported, newest first.</summary>
public sealed record FindSampleUploads : IQuery<FindSampleUploads, IReadOnlyList<KeptUpload>>
{
    public static Permission Requires => Permissions.Records.Import;
}

internal sealed class FindSampleUploadsHandler : IHandler<FindSampleUploads, IReadOnlyList<KeptUpload>>
{
    public async Task<Result<IReadOnlyList<KeptUpload>>> HandleAsync(FindSampleUploads operation, OperationContext context, CancellationToken ct)
    {
        var oldest = context.Now - SampleUpload.Stays;
        var writing = context.Rows<SampleImport>().Where(row => row.State == ImportState.Queued || row.State == ImportState.Writing);
        var rows = await context.Rows<SampleUpload>().AsNoTracking().Where(row => row.MemberId == context.Principal.MemberId && row.ImportCode == null && row.At > oldest && !writing.Any(import => import.UploadId == row.Id))
            .OrderByDescending(row => row.Id).Select(row => new { row.Id, row.FileName, row.Rows, row.At }).ToListAsync(ct);
        return rows.Select(row => new KeptUpload(row.Id, row.FileName, row.Rows, row.At, row.At + SampleUpload.Stays)).ToList();
    }
}
