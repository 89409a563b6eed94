using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Puts a sample away: readable, out of pickers and default lists, not editable.</summary>
public sealed record ArchiveSample(RecordRef<Sample> Record, int? Version = null, string? Reason = null) : ICommand<ArchiveSample, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Samples.Archive;
}

internal sealed class ArchiveSampleHandler : IHandler<ArchiveSample, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(ArchiveSample operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        sample.Archive();
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
