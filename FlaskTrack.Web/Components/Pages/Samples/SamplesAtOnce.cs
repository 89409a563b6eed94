using System.Globalization;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>One act on many samples. Up to <see cref="Part"/> are one operation; more go part by part, each all or none, and can be stopped between two.</summary>
internal sealed class SamplesAtOnce(IOperationRunner runner, SampleAct act, IReadOnlyList<CheckedSample> samples, string? value, string? reason)
{
    public const int Part = 500;

    private bool isStopped;

    public SampleAct Act => act;

    public int Total => samples.Count;

    /// <summary>Samples changed so far.</summary>
    public int Done { get; private set; }

    /// <summary>What was before is known and the same member may set it again; hand-overs, moves of state and tombstones are for good.</summary>
    public bool CanUndo => act is SampleAct.Visibility or SampleAct.Site or SampleAct.Archive;

    public void Stop() => isStopped = true;

    /// <param name="moved">Called after each part.</param>
    /// <returns>Why a part was refused; the parts before it are done.</returns>
    public async Task<Problem?> RunAsync(Func<Task> moved)
    {
        foreach (var part in samples.Chunk(Part))
        {
            if (isStopped) return null;
            if (await DoAsync(act, [.. part.Select(sample => (RecordRef<Sample>)sample.Id)], value, reason) is { } refused) return refused;
            Done += part.Length;
            await moved();
        }

        return null;
    }

    /// <summary>Sets again what was before, group by group.</summary>
    public async Task<Problem?> UndoAsync(string why)
    {
        foreach (var group in samples.Take(Done).GroupBy(sample => Before(sample)))
        {
            foreach (var part in group.Chunk(Part))
            {
                var refused = await DoAsync(act == SampleAct.Archive ? SampleAct.Restore : act, [.. part.Select(sample => (RecordRef<Sample>)sample.Id)], group.Key, why);
                if (refused is not null) return refused;
            }
        }

        return null;
    }

    private string? Before(CheckedSample sample) => act switch
    {
        SampleAct.Visibility => SampleWords.Key(sample.Visibility),
        SampleAct.Site => sample.SiteId?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private async Task<Problem?> DoAsync(SampleAct what, List<RecordRef<Sample>> records, string? to, string? why) => (what switch
    {
        SampleAct.State => await runner.RunAsync(new ChangeSampleStates(records, to ?? "", why)),
        SampleAct.Visibility => await runner.RunAsync(new SetSamplesAccess(records, SampleWords.Parse<Visibility>(to) ?? Visibility.Organization, why)),
        SampleAct.Site => await runner.RunAsync(new SetSamplesSite(records, Id(to), why)),
        SampleAct.Transfer => await runner.RunAsync(new TransferSamples(records, Id(to) ?? 0, why ?? "")),
        SampleAct.Archive => await runner.RunAsync(new ArchiveSamples(records, why)),
        SampleAct.Restore => await runner.RunAsync(new RestoreSamples(records, why ?? "")),
        SampleAct.Delete => await runner.RunAsync(new DeleteSamples(records, why ?? "")),
        _ => throw new InvalidOperationException($"Act {what} has no operation."),
    }).Problem;

    private static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
