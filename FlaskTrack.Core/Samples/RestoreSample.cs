using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Brings an archived sample back into use.</summary>
public sealed record RestoreSample(RecordRef<Sample> Record, string Reason, int? Version = null) : ICommand<RestoreSample, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Records.Restore;
}

internal sealed class RestoreSampleHandler : IHandler<RestoreSample, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(RestoreSample operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        if (sample.Status != RecordStatus.Archived) return new Problem.NotAllowed($"{sample.Code} is not archived.");
        if (await SamplePlaces.TakenAsync(context, [sample], ct) is { } taken) return taken;
        sample.Restore();
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
