using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Makes one sample, or up to 500 of the same kind whose names follow a pattern (<see cref="NamePattern"/>). Without a name the code is the name.</summary>
public sealed record CreateSample(SampleFields Fields) : ICommand<CreateSample, SavedSamples>, IUsesRecords<Sample>, IValidated, IReasoned
{
    public const int Most = 500;

    public static Permission Requires => Permissions.Samples.Create;

    public int Count { get; init; } = 1;

    /// <summary>A state of the domain's model that is no end; null for its first.</summary>
    public string? State { get; init; }

    /// <summary>Null takes the organization's default.</summary>
    public Visibility? Visibility { get; init; }

    public IReadOnlyList<RecordRef<Sample>> Parents { get; init; } = [];

    public IReadOnlyList<RecordRef<Sample>> Uses => Parents;

    public string? Reason { get; init; }

    public void Validate(FieldErrors errors)
    {
        Fields.Validate(errors, nameRequired: false);
        if (Count is < 1 or > Most) errors.Add("count", $"Count is {Count}; 1 to {Most} samples are made at once.");
        if (NamePattern.Check(Fields.Name ?? "{code}", Count) is { } pattern) errors.Add("name", pattern);
        if (Count > 1 && StoredText.Clean(Fields.Position) is not null && StoredText.Clean(Fields.Location) is not null) errors.Add("position", $"{Count} samples cannot share one position. Leave it empty, or make them one by one.");
        if (Visibility == Platform.Security.Visibility.Public) errors.Add("visibility", "Visibility must be organization or restricted.");
        SampleRules.CheckParents([.. Parents.Select(parent => parent.ToString()).Distinct()], Fields.Derivation, errors);
        if (State is not null && Fields.Domain is { } domain && SampleStates.Of(domain).Find(State) is not { IsEnd: false })
            errors.Add("state", $"State must be one of {string.Join(", ", SampleStates.Of(domain).States.Where(state => !state.IsEnd).Select(state => state.Key))}.");
    }
}

internal sealed class CreateSampleHandler : IHandler<CreateSample, SavedSamples>
{
    public async Task<Result<SavedSamples>> HandleAsync(CreateSample operation, OperationContext context, CancellationToken ct)
    {
        var errors = new FieldErrors();
        await SampleRules.CheckAsync(operation.Fields, null, context, errors, ct);
        if (await SamplePlaces.TakenAsync(context, operation.Fields.Location, operation.Fields.Position, null, ct) is { } taken) errors.Add("position", taken);
        if (errors.Any) return errors.ToProblem();

        var parents = context.Used<Sample>();
        var codes = await context.NextCodesAsync("SMP", operation.Count, ct);
        var samples = codes.Select((code, i) => NewSample.Of(context, code, operation.Fields with { Name = NamePattern.Name(StoredText.Clean(operation.Fields.Name) ?? "{code}", i + 1, code) }, operation.State, operation.Visibility, parents)).ToList();
        if (samples.FirstOrDefault(sample => sample.Name.Length > 160) is { } longest) return FieldErrors.Of("name", $"Name becomes {longest.Name.Length} characters; at most 160 are kept.");
        foreach (var sample in samples) context.Add(sample);
        await context.SaveAsync(ct);
        return SavedSamples.Of(samples);
    }
}
