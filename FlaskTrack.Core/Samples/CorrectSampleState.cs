using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Takes back an end that was entered by mistake. The wrong move stays in the history; this one is added to it, with its reason.</summary>
public sealed record CorrectSampleState(RecordRef<Sample> Record, string State, string Reason, int? Version = null) : ICommand<CorrectSampleState, SavedSample>, IOnRecord<Sample>, IVersioned, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.Edit;

    public void Validate(FieldErrors errors)
    {
        errors.Text("state", "State", State, 40);
        errors.Text("reason", "Reason", Reason, 1000);
    }
}

internal sealed class CorrectSampleStateHandler : IHandler<CorrectSampleState, SavedSample>
{
    public async Task<Result<SavedSample>> HandleAsync(CorrectSampleState operation, OperationContext context, CancellationToken ct)
    {
        var sample = context.Record<Sample>();
        var model = SampleStates.Of(sample.Domain);
        if (model.Find(sample.State) is not { IsEnd: true }) return new Problem.NotAllowed($"{sample.Code} is in no end state. Change its state instead.");
        if (model.Find(operation.State) is not { IsEnd: false })
            return FieldErrors.Of("state", $"State must be one of {string.Join(", ", model.States.Where(state => !state.IsEnd).Select(state => state.Key))}.");
        if (await SamplePlaces.TakenAsync(context, [sample], ct) is { } taken) return taken;
        sample.MoveTo(operation.State, context.Now);
        await context.SaveAsync(ct);
        return SavedSample.Of(sample);
    }
}
