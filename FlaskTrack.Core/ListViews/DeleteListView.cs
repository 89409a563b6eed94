using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.ListViews;

/// <summary>Forgets one of the member's own saved views.</summary>
public sealed record DeleteListView(long Id) : ICommand<DeleteListView, Done>
{
    public static Permission Requires => Permissions.Member;

    public static string AuditAction => "views.delete";
}

internal sealed class DeleteListViewHandler : IHandler<DeleteListView, Done>
{
    public async Task<Result<Done>> HandleAsync(DeleteListView operation, OperationContext context, CancellationToken ct)
    {
        var view = await context.Rows<ListView>().FirstOrDefaultAsync(row => row.Id == operation.Id && row.MemberId == context.Principal.MemberId, ct);
        if (view is null) return Problem.NotFound;
        if (ListViewRules.Closed(context, view.List) is { } closed) return closed;
        context.Remove(view);
        return default(Done);
    }
}
