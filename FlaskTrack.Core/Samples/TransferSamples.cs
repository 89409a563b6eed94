using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Hands many samples to another owner, all or none. The former owners keep what the visibility gives, and cannot take them back.</summary>
public sealed record TransferSamples(IReadOnlyList<RecordRef<Sample>> Records, long ToMemberId, string Reason) : ICommand<TransferSamples, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Transfer;

    public void Validate(FieldErrors errors) => SampleBatch.Validate(Records, errors);
}

internal sealed class TransferSamplesHandler : IHandler<TransferSamples, SavedSamples>
{
    public async Task<Result<SavedSamples>> HandleAsync(TransferSamples operation, OperationContext context, CancellationToken ct)
    {
        if (SampleHeir.Find(context, operation.ToMemberId) is not { } heir) return SampleHeir.NoMember;
        return await SampleBatch.DoAsync(context, sample =>
        {
            if (heir.MemberId == sample.OwnerId) return SampleHeir.Owns(heir);
            sample.OwnerId = heir.MemberId;
            return null;
        }, ct);
    }
}
