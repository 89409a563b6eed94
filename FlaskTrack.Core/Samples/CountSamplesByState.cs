using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>How many readable, active samples are in each state; for the home page.</summary>
public sealed record CountSamplesByState : IQuery<CountSamplesByState, IReadOnlyList<StateCount>>
{
    public static Permission Requires => Permissions.Dashboards.View;
}

/// <summary>In the order of the domain's work; states without a sample are left out.</summary>
public sealed record StateCount(Catalog.Domain Domain, string State, int Count);

internal sealed class CountSamplesByStateHandler : IHandler<CountSamplesByState, IReadOnlyList<StateCount>>
{
    public async Task<Result<IReadOnlyList<StateCount>>> HandleAsync(CountSamplesByState operation, OperationContext context, CancellationToken ct)
    {
        var counts = await context.Readable<Sample>().Where(row => row.Status == Platform.Data.RecordStatus.Active)
            .GroupBy(row => new { row.Domain, row.State }).Select(group => new { group.Key.Domain, group.Key.State, Count = group.Count() }).ToListAsync(ct);
        return Ordered(counts.Select(count => new StateCount(count.Domain, count.State, count.Count)));
    }

    private static List<StateCount> Ordered(IEnumerable<StateCount> counts) =>
        [.. counts.OrderBy(count => count.Domain).ThenBy(count => SampleStates.Of(count.Domain).States.Select(state => state.Key).ToList().IndexOf(count.State))];
}
