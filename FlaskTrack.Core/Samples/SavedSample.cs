namespace FlaskTrack.Core.Samples;

/// <summary>What a change of one sample gives back: enough to go on working with it.</summary>
public sealed record SavedSample(long Id, string Code, string Name, int Version)
{
    internal static SavedSample Of(Sample sample) => new(sample.Id, sample.Code, sample.Name, sample.Version);
}

/// <summary>What a change of many samples gives back, in the order given.</summary>
public sealed record SavedSamples(IReadOnlyList<SavedSample> Samples)
{
    internal static SavedSamples Of(IEnumerable<Sample> samples) => new([.. samples.Select(SavedSample.Of)]);
}
