using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>How many samples a filter has, counted up to 1,001 so that a click never waits for a million rows.</summary>
public sealed record CountSamples(SampleFilter Filter) : IQuery<CountSamples, SampleCount>
{
    public const int Most = 1000;

    public static Permission Requires => Permissions.Records.View;
}

/// <param name="Count">At most <see cref="CountSamples.Most"/>.</param>
/// <param name="IsMore">There are more than that.</param>
public sealed record SampleCount(int Count, bool IsMore);

internal sealed class CountSamplesHandler : IHandler<CountSamples, SampleCount>
{
    public async Task<Result<SampleCount>> HandleAsync(CountSamples operation, OperationContext context, CancellationToken ct)
    {
        var count = await context.Readable<Sample>().Where(operation.Filter, context).Select(row => row.Id).Take(CountSamples.Most + 1).CountAsync(ct);
        return new SampleCount(Math.Min(count, CountSamples.Most), count > CountSamples.Most);
    }
}
