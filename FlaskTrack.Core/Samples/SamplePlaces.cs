using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples;

/// <summary>INVARIANT: one position holds one sample. A sample that ended or was archived keeps none.</summary>
internal static class SamplePlaces
{
    /// <summary>Who holds the position, other than the sample itself; null where it is free or no position is named.</summary>
    public static async Task<string?> TakenAsync(OperationContext context, string? location, string? position, long? except, CancellationToken ct)
    {
        if (Sample.KeyOfPlace(StoredText.Clean(location), StoredText.Clean(position)) is not { } key) return null;
        var held = await context.Holdings.HoldersAsync<Sample>(nameof(Sample.PlaceKey), [key], ct);
        return held.TryGetValue(key, out var holder) && holder.Id != except ? Sentence(location!, position!, holder) : null;
    }

    /// <summary>Samples about to take their place again, such as restored ones: the first whose place another sample has meanwhile.</summary>
    public static async Task<Problem?> TakenAsync(OperationContext context, IReadOnlyCollection<Sample> samples, CancellationToken ct)
    {
        var wanted = samples.Where(sample => sample.Position is not null && sample.Location is not null).ToLookup(sample => Sample.KeyOfPlace(sample.Location, sample.Position)!);
        var held = await context.Holdings.HoldersAsync<Sample>(nameof(Sample.PlaceKey), [.. wanted.Select(group => group.Key)], ct);
        var errors = new FieldErrors();
        foreach (var group in wanted)
        {
            var holder = held.GetValueOrDefault(group.Key) ?? new ValueHolder(group.First().Id, group.First().Code);
            foreach (var sample in group.Where(sample => sample.Id != holder.Id)) errors.Add(sample.Code, $"{sample.Code} cannot go back to its place. {Sentence(sample.Location!, sample.Position!, holder)}");
        }

        return errors.Any ? errors.ToProblem() : null;
    }

    public static string Sentence(string location, string position, ValueHolder holder) =>
        $"{location.Trim()}, {position.Trim()} is taken by {holder.Code ?? RecordCodes.Withheld("sample")}. One position holds one sample; choose another.";
}
