using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Says who reads the sample without a grant: everyone in the organization, or owner, owners and admins only.</summary>
public sealed record SetSampleAccess(RecordRef<Sample> Record, Visibility Visibility, int? Version = null, string? Reason = null) : ICommand<SetSampleAccess, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Share;

    public void Validate(FieldErrors errors)
    {
        if (Visibility == Visibility.Public) errors.Add("visibility", "Visibility must be organization or restricted.");
    }
}

internal sealed class SetSampleAccessHandler : IHandler<SetSampleAccess, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(SetSampleAccess operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        sample.Visibility = operation.Visibility;
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
