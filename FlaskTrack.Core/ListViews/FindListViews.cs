using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.ListViews;

/// <summary>The member's saved views of one list and those others share, own ones first, by name.</summary>
public sealed record FindListViews(string List) : IQuery<FindListViews, IReadOnlyList<SavedListView>>
{
    public static Permission Requires => Permissions.Member;
}

/// <param name="Query">Query part of the list's address, without the question mark.</param>
/// <param name="IsDefault">The list opens with it for the member who asked.</param>
/// <param name="OwnerName">Whose view it is, where it is another member's; null for one's own.</param>
public sealed record SavedListView(long Id, string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault, bool IsShared = false, string? OwnerName = null)
{
    internal static SavedListView Of(ListView row) => new(row.Id, row.Name, row.Query, row.Columns, row.IsDefault, row.IsShared);
}

internal sealed class FindListViewsHandler : IHandler<FindListViews, IReadOnlyList<SavedListView>>
{
    public async Task<Result<IReadOnlyList<SavedListView>>> HandleAsync(FindListViews operation, OperationContext context, CancellationToken ct)
    {
        if (ListViewRules.Closed(context, operation.List) is { } closed) return closed;
        var me = context.Principal.MemberId;
        var names = MemberNames.Of(context);
        var rows = await context.Rows<ListView>().AsNoTracking().Where(row => row.List == operation.List && (row.MemberId == me || row.IsShared)).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.OrderBy(row => row.MemberId != me)
            .Select(row => row.MemberId == me ? SavedListView.Of(row) : SavedListView.Of(row) with { IsDefault = false, OwnerName = names(row.MemberId) }).ToList();
    }
}
