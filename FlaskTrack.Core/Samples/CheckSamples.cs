using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Says beforehand what an act on many samples would do: which it would change, and which it would leave as they are and why. Nothing is changed;
/// the act itself is decided anew.</summary>
public sealed record CheckSamples(SampleFilter Filter, SampleAct Act) : IQuery<CheckSamples, SampleCheck>, IValidated
{
    /// <summary>Samples that one act can take.</summary>
    public const int Most = 10_000;

    public static Permission Requires => Permissions.Records.View;

    /// <summary>For <see cref="SampleAct.State"/>; null only says which states can be reached.</summary>
    public string? State { get; init; }

    public Visibility? Visibility { get; init; }

    /// <summary>For <see cref="SampleAct.Transfer"/>.</summary>
    public long? MemberId { get; init; }

    /// <summary>For <see cref="SampleAct.Site"/>; null is no site.</summary>
    public long? SiteId { get; init; }

    public void Validate(FieldErrors errors)
    {
        if (!Enum.IsDefined(Act)) errors.Add("act", "Act is not one that many samples can take.");
    }
}

/// <param name="Ready">Those the act would change, in the order of their codes.</param>
/// <param name="Moves">For a change of state: every state that at least one of the samples can go to, and how many of them can.</param>
public sealed record SampleCheck(IReadOnlyList<CheckedSample> Ready, IReadOnlyList<SkippedSamples> Skipped, IReadOnlyList<SampleMove> Moves)
{
    public int SkippedCount => Skipped.Sum(group => group.Count);
}

/// <summary>A sample the act would change, with what an undo needs.</summary>
public sealed record CheckedSample(long Id, string Code, Visibility Visibility, long? SiteId);

/// <param name="Codes">The first ten.</param>
public sealed record SkippedSamples(string Why, int Count, IReadOnlyList<string> Codes);

public sealed record SampleMove(string Key, string Label, int Count);

internal sealed class CheckSamplesHandler : IHandler<CheckSamples, SampleCheck>
{
    private const int CodesShown = 10;

    public async Task<Result<SampleCheck>> HandleAsync(CheckSamples operation, OperationContext context, CancellationToken ct)
    {
        var samples = await context.Readable<Sample>().IgnoreAutoIncludes().Where(operation.Filter, context).OrderBy(row => row.Code).Take(CheckSamples.Most + 1).ToListAsync(ct);
        if (samples.Count > CheckSamples.Most) return new Problem.NotAllowed($"More than {CheckSamples.Most} samples are chosen. Narrow the list and go in parts.");
        context.Shows<Sample>(samples.Select(sample => sample.Id));

        var rules = new BulkRules(operation, context);
        var verdicts = samples.Select(sample => (Sample: sample, Why: rules.Why(sample))).ToList();
        return new SampleCheck(
            [.. verdicts.Where(verdict => verdict.Why is null).Select(verdict => new CheckedSample(verdict.Sample.Id, verdict.Sample.Code, verdict.Sample.Visibility, verdict.Sample.SiteId))],
            [.. verdicts.Where(verdict => verdict.Why is not null).GroupBy(verdict => verdict.Why!).OrderByDescending(group => group.Count()).Select(group => new SkippedSamples(group.Key, group.Count(), [.. group.Take(CodesShown).Select(verdict => verdict.Sample.Code)]))],
            operation.Act == SampleAct.State ? rules.Moves(samples) : []);
    }
}
