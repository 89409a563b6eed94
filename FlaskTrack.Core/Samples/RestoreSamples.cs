using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Brings many archived samples back, all or none.</summary>
public sealed record RestoreSamples(IReadOnlyList<RecordRef<Sample>> Records, string Reason) : ICommand<RestoreSamples, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Restore;

    public void Validate(FieldErrors errors)
    {
        SampleBatch.Validate(Records, errors);
    }
}

internal sealed class RestoreSamplesHandler : IHandler<RestoreSamples, SavedSamples>
{
    public async Task<Result<SavedSamples>> HandleAsync(RestoreSamples operation, OperationContext context, CancellationToken ct)
    {
        if (await SamplePlaces.TakenAsync(context, context.Records<Sample>(), ct) is { } taken) return taken;
        return await SampleBatch.DoAsync(context, sample =>
        {
            if (sample.Status != RecordStatus.Archived) return new Problem.NotAllowed($"{sample.Code} is not archived.");
            sample.Restore();
            return null;
        }, ct);
    }
}
