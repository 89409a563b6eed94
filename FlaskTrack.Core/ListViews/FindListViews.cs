using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.ListViews;

/// <summary>The member's saved views of one list, by name.</summary>
public sealed record FindListViews(string List) : IQuery<FindListViews, IReadOnlyList<SavedListView>>
{
    public static Permission Requires => Permissions.Member;
}

/// <param name="Query">Query part of the list's address, without the question mark.</param>
public sealed record SavedListView(long Id, string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault)
{
    internal static SavedListView Of(ListView row) => new(row.Id, row.Name, row.Query, row.Columns, row.IsDefault);
}

internal sealed class FindListViewsHandler : IHandler<FindListViews, IReadOnlyList<SavedListView>>
{
    public async Task<Result<IReadOnlyList<SavedListView>>> HandleAsync(FindListViews operation, OperationContext context, CancellationToken ct)
    {
        var rows = await context.Rows<ListView>().AsNoTracking().Where(row => row.MemberId == context.Principal.MemberId && row.List == operation.List).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.ConvertAll(SavedListView.Of);
    }
}
