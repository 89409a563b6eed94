using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>The member's saved views of the sample list, by name.</summary>
public sealed record FindSampleViews : IQuery<FindSampleViews, IReadOnlyList<SavedView>>
{
    public static Permission Requires => Permissions.Records.View;
}

/// <param name="Query">Query part of the list's address, without the question mark.</param>
public sealed record SavedView(long Id, string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault)
{
    internal static SavedView Of(SampleListView row) => new(row.Id, row.Name, row.Query, row.Columns, row.IsDefault);
}

internal sealed class FindSampleViewsHandler : IHandler<FindSampleViews, IReadOnlyList<SavedView>>
{
    public async Task<Result<IReadOnlyList<SavedView>>> HandleAsync(FindSampleViews operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Rows<SampleListView>().AsNoTracking().Where(row => row.MemberId == context.Principal.MemberId).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.Select(SavedView.Of).ToList();
    }
}
