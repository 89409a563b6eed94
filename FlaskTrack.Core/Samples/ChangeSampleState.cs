using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Moves a sample along its domain's state model by hand.</summary>
public sealed record ChangeSampleState(RecordRef<Sample> Record, string State, int? Version = null, string? Reason = null) : ICommand<ChangeSampleState, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.ChangeState;

    public void Validate(FieldErrors errors) => errors.Text("state", "State", State, 40);
}

internal sealed class ChangeSampleStateHandler : IHandler<ChangeSampleState, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(ChangeSampleState operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        if (SampleRules.CheckMove(sample, operation.State) is { } problem) return problem;
        sample.MoveTo(operation.State, context.Now);
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
