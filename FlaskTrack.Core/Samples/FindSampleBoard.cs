using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>The samples of one domain side by side by state: of each state how many there are, and the ones that changed last. The domain is the first one the
/// filter names; without one, that of the sample that changed last.</summary>
public sealed record FindSampleBoard(SampleFilter Filter) : IQuery<FindSampleBoard, SampleBoard>
{
    /// <summary>Samples given of each state; the list has the rest.</summary>
    public const int Most = 25;

    public static Permission Requires => Permissions.Records.View;
}

/// <param name="Columns">In the order of the domain's work, ends last; states that the filter leaves out are left out.</param>
public sealed record SampleBoard(Domain Domain, IReadOnlyList<SampleColumn> Columns);

/// <param name="Count">Of all of the state that the filter has.</param>
/// <param name="Rows">The <see cref="FindSampleBoard.Most"/> that changed last.</param>
public sealed record SampleColumn(SampleState State, SampleCount Count, IReadOnlyList<SampleRow> Rows);

internal sealed class FindSampleBoardHandler : IHandler<FindSampleBoard, SampleBoard>
{
    public async Task<Result<SampleBoard>> HandleAsync(FindSampleBoard operation, OperationContext context, CancellationToken ct)
    {
        var filter = operation.Filter;
        var order = new SampleOrder(context, SampleSort.Updated, descending: true);
        var domain = filter.Domains.Count > 0 ? filter.Domains[0] : (await order.TakeAsync(filter, null, 1, ct)).Rows is [var last] ? last.Domain : Domain.TissueCulture;
        var columns = new List<SampleColumn>();
        foreach (var state in SampleStates.Of(domain).States.Where(state => IsWanted(state.Key, filter)))
        {
            var inState = filter with { Domains = [domain], States = [state.Key], NotStates = [] };
            var (rows, next) = await order.TakeAsync(inState, null, FindSampleBoard.Most, ct);
            var count = next is null ? rows.Count : await context.Readable<Sample>().Where(inState, context).Select(row => row.Id).Take(CountSamples.Most + 1).CountAsync(ct);
            columns.Add(new SampleColumn(state, new SampleCount(Math.Min(count, CountSamples.Most), count > CountSamples.Most), await SampleRows.OfAsync(rows, context, ct)));
        }

        return new SampleBoard(domain, columns);
    }

    private static bool IsWanted(string state, SampleFilter filter) => (filter.States.Count == 0 || filter.States.Contains(state)) && !filter.NotStates.Contains(state);
}
