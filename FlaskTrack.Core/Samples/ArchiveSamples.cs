using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Puts many samples away, all or none.</summary>
public sealed record ArchiveSamples(IReadOnlyList<RecordRef<Sample>> Records, string? Reason = null) : ICommand<ArchiveSamples, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.Archive;

    public void Validate(FieldErrors errors)
    {
        SampleBatch.Validate(Records, errors);
    }
}

internal sealed class ArchiveSamplesHandler : IHandler<ArchiveSamples, SavedSamples>
{
    public Task<Result<SavedSamples>> HandleAsync(ArchiveSamples operation, OperationContext context, CancellationToken ct) =>
        SampleBatch.DoAsync(context, sample =>
        {
            sample.Archive();
            return null;
        }, ct);
}
