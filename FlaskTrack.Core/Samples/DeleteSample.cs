using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Leaves a tombstone: no reader finds the sample any more, its code is not used again, its history stays.</summary>
public sealed record DeleteSample(RecordRef<Sample> Record, string Reason, int? Version = null) : ICommand<DeleteSample, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Samples.Delete;
}

internal sealed class DeleteSampleHandler : IHandler<DeleteSample, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(DeleteSample operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        sample.Delete();
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
