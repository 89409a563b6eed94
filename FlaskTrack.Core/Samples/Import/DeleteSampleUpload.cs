using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Throws a kept sheet away before its time.</summary>
public sealed record DeleteSampleUpload(long Id) : ICommand<DeleteSampleUpload, Done>
{
    public static Permission Requires => Permissions.Records.Import;
}

internal sealed class DeleteSampleUploadHandler : IHandler<DeleteSampleUpload, Done>
{
    public async Task<Result<Done>> HandleAsync(DeleteSampleUpload operation, OperationContext context, CancellationToken ct)
    {
        var upload = await context.Rows<SampleUpload>().FirstOrDefaultAsync(row => row.Id == operation.Id && row.MemberId == context.Principal.MemberId, ct);
        if (upload is null) return Problem.NotFound;
        context.Remove(upload);
        return default(Done);
    }
}
