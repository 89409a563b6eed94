using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Moves many samples to one state, all or none; each must be allowed to go there from where it is.</summary>
public sealed record ChangeSampleStates(IReadOnlyList<RecordRef<Sample>> Records, string State, string? Reason = null) : ICommand<ChangeSampleStates, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.ChangeState;

    public void Validate(FieldErrors errors)
    {
        SampleBatch.Validate(Records, errors);
        errors.Text("state", "State", State, 40);
    }
}

internal sealed class ChangeSampleStatesHandler : IHandler<ChangeSampleStates, SavedSamples>
{
    public Task<Result<SavedSamples>> HandleAsync(ChangeSampleStates operation, OperationContext context, CancellationToken ct) =>
        SampleBatch.DoAsync(context, sample =>
        {
            if (SampleRules.CheckMove(sample, operation.State) is { } problem) return problem;
            sample.MoveTo(operation.State, context.Now);
            return null;
        }, ct);
}
