using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Sets the visibility of many samples, all or none.</summary>
public sealed record SetSamplesAccess(IReadOnlyList<RecordRef<Sample>> Records, Visibility Visibility, string? Reason = null) : ICommand<SetSamplesAccess, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Share;

    public void Validate(FieldErrors errors)
    {
        SampleBatch.Validate(Records, errors);
        if (Visibility == Visibility.Public) errors.Add("visibility", "Visibility must be organization or restricted.");
    }
}

internal sealed class SetSamplesAccessHandler : IHandler<SetSamplesAccess, SavedSamples>
{
    public Task<Result<SavedSamples>> HandleAsync(SetSamplesAccess operation, OperationContext context, CancellationToken ct) =>
        SampleBatch.DoAsync(context, sample =>
        {
            sample.Visibility = operation.Visibility;
            return null;
        }, ct);
}
