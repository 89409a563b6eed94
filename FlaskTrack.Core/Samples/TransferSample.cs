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
        var heir = context.Access.ByUser.Values.FirstOrDefault(member => member.MemberId == operation.ToMemberId);
        if (heir is null || !heir.IsActiveAt(context.Now)) return FieldErrors.Of("to", "The new owner must be an active member of the organization.");
        if (heir.MemberId == sample.OwnerId) return FieldErrors.Of("to", $"{heir.DisplayName} owns the sample already. Choose another member.");
        sample.OwnerId = heir.MemberId;
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
