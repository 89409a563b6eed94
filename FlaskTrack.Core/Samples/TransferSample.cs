using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Hands a sample to another owner. The former owner keeps what the visibility gives, and cannot take it back.</summary>
public sealed record TransferSample(RecordRef<Sample> Record, long ToMemberId, string Reason, int? Version = null) : ICommand<TransferSample, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Records.Transfer;
}

internal sealed class TransferSampleHandler : IHandler<TransferSample, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(TransferSample operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        if (SampleHeir.Find(context, operation.ToMemberId) is not { } heir) return SampleHeir.NoMember;
        if (heir.MemberId == sample.OwnerId) return SampleHeir.Owns(heir);
        sample.OwnerId = heir.MemberId;
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
