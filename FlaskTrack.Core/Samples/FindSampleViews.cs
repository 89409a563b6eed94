using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>The member's saved views of the sample list and those others share, own ones first, by name.</summary>
public sealed record FindSampleViews : IQuery<FindSampleViews, IReadOnlyList<SavedView>>
{
    public static Permission Requires => Permissions.Records.View;
}

/// <param name="Query">Query part of the list's address, without the question mark.</param>
/// <param name="OwnerName">Whose view it is, where it is another member's; null for one's own.</param>
public sealed record SavedView(long Id, string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault, bool IsShared = false, string? OwnerName = null)
{
    internal static SavedView Of(SampleListView row) => new(row.Id, row.Name, row.Query, row.Columns, row.IsDefault, row.IsShared);
}

internal sealed class FindSampleViewsHandler : IHandler<FindSampleViews, IReadOnlyList<SavedView>>
{
    public async Task<Result<IReadOnlyList<SavedView>>> HandleAsync(FindSampleViews operation, OperationContext context, CancellationToken ct)
    {
        var me = context.Principal.MemberId;
        var names = MemberNames.Of(context);
        var rows = await context.Rows<SampleListView>().AsNoTracking().Where(row => row.MemberId == me || row.IsShared).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(ct);
        return rows.OrderBy(row => row.MemberId != me)
            .Select(row => row.MemberId == me ? SavedView.Of(row) : SavedView.Of(row) with { IsDefault = false, OwnerName = names(row.MemberId) }).ToList();
    }
}
