using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Deletes many samples, all or none.</summary>
public sealed record DeleteSamples(IReadOnlyList<RecordRef<Sample>> Records, string Reason) : ICommand<DeleteSamples, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.Delete;

    public void Validate(FieldErrors errors)
    {
        SampleBatch.Validate(Records, errors);
    }
}

internal sealed class DeleteSamplesHandler : IHandler<DeleteSamples, SavedSamples>
{
    public Task<Result<SavedSamples>> HandleAsync(DeleteSamples operation, OperationContext context, CancellationToken ct) =>
        SampleBatch.DoAsync(context, sample =>
        {
            sample.Delete();
            return null;
        }, ct);
}
