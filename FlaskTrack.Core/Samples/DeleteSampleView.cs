using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Forgets one of the member's own saved views.</summary>
public sealed record DeleteSampleView(long Id) : ICommand<DeleteSampleView, Done>
{
    public static Permission Requires => Permissions.Records.View;
}

internal sealed class DeleteSampleViewHandler : IHandler<DeleteSampleView, Done>
{
    public async Task<Result<Done>> HandleAsync(DeleteSampleView operation, OperationContext context, CancellationToken ct)
    {
        var view = await context.Rows<SampleListView>().FirstOrDefaultAsync(row => row.Id == operation.Id && row.MemberId == context.Principal.MemberId, ct);
        if (view is null) return Problem.NotFound;
        context.Remove(view);
        return default(Done);
    }
}
