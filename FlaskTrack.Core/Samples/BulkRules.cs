using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Why an act on many samples would leave one as it is, in words that many can share.</summary>
internal sealed class BulkRules(CheckSamples operation, OperationContext context)
{
    private readonly Permission permission = operation.Act.Requires();

    /// <returns>Null where the act would change the sample.</returns>
    public string? Why(Sample sample) => Right(sample) ?? operation.Act switch
    {
        SampleAct.Archive => sample.Status == RecordStatus.Archived ? "Archived already" : null,
        SampleAct.Restore => sample.Status == RecordStatus.Active ? "Not archived" : null,
        SampleAct.State => Move(sample),
        SampleAct.Visibility => sample.Visibility == operation.Visibility ? $"{SampleStates.Label(SampleSheet.Word(sample.Visibility))} already" : null,
        SampleAct.Transfer => sample.OwnerId == operation.MemberId ? "Owned by that member already" : null,
        SampleAct.Site => sample.SiteId == operation.SiteId ? operation.SiteId is null ? "At no site already" : "At that site already" : null,
        _ => null,
    };

    /// <summary>The states in the order of the work, with how many of the samples can go there now.</summary>
    public IReadOnlyList<SampleMove> Moves(IReadOnlyList<Sample> samples)
    {
        var open = samples.Where(sample => Right(sample) is null).ToList();
        var counts = open.SelectMany(sample => SampleStates.Of(sample.Domain).Next(sample.State)).CountBy(state => state.Key).ToDictionary();
        return [.. open.Select(sample => sample.Domain).Distinct().Order().SelectMany(domain => SampleStates.Of(domain).States).DistinctBy(state => state.Key)
            .Where(state => counts.ContainsKey(state.Key)).OrderBy(state => state.IsEnd).Select(state => new SampleMove(state.Key, state.Label, counts[state.Key]))];
    }

    private string? Right(Sample sample)
    {
        var access = context.AccessTo(sample);
        if (access.Allows(permission)) return null;
        if (access.Blocked.ContainsKey(permission.Name)) return sample.Status == RecordStatus.Archived ? "Archived: only a restored sample changes" : "Locked";
        return $"You have {Word(access.Level)} access, and {Word(permission.Needs)} access is needed";
    }

    private string? Move(Sample sample)
    {
        if (operation.State is not { } to) return null;
        var model = SampleStates.Of(sample.Domain);
        if (model.Find(to) is not { } target) return $"{SampleStates.Label(SampleSheet.Word(sample.Domain))} has no state \"{SampleStates.Label(to).ToLowerInvariant()}\"";
        return model.Allows(sample.State, to) ? null : $"\"{SampleStates.Label(sample.State).ToLowerInvariant()}\" does not lead to \"{target.Label.ToLowerInvariant()}\"";
    }

    private static string Word(Level level) => level == Level.None ? "no" : SampleSheet.Word(level);
}
