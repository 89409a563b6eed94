using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>The same act on many samples: all of them or none, and a line for each that keeps the rest from it.</summary>
internal static class SampleBatch
{
    public const int Most = 1000;

    public static void Validate(IReadOnlyList<RecordRef<Sample>> records, FieldErrors errors)
    {
        if (records.Count is 0 or > Most) errors.Add("records", $"{records.Count} samples were named; 1 to {Most} are changed at once.");
    }

    public static async Task<Result<SavedSamples>> DoAsync(OperationContext context, Func<Sample, Problem?> act, CancellationToken ct)
    {
        var samples = context.Records<Sample>();
        var errors = new FieldErrors();
        foreach (var sample in samples)
        {
            if (act(sample) is { } problem) errors.Add(sample.Code, problem.Sentence);
        }

        if (errors.Any) return errors.ToProblem();
        await context.SaveAsync(ct);
        return SavedSamples.Of(samples);
    }
}
