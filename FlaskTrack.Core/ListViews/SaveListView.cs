using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.ListViews;

/// <summary>Keeps a view of a list under a name; a view of the member's own with that name is replaced.</summary>
/// <param name="IsShared">Every member who may open the list sees the view too, with the rows of their own; only its owner changes or deletes it.</param>
public sealed record SaveListView(string List, string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault = false, bool IsShared = false) : ICommand<SaveListView, SavedListView>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public static string AuditAction => "views.save";

    public void Validate(FieldErrors errors)
    {
        if (!ListViewRules.Lists.Contains(List)) errors.Add("list", $"Views are kept for: {string.Join(", ", ListViewRules.Lists)}.");
        errors.Line("name", "Name", Name, 80);
        errors.Optional("query", "Filter", Query, 2000);
        if (Columns.Count > 50 || Columns.Any(column => column.Length > 60)) errors.Add("columns", "Columns are too many or too long; at most 50 of 60 characters are kept.");
    }
}

internal sealed class SaveListViewHandler : IHandler<SaveListView, SavedListView>
{
    private const int Most = 50;

    public async Task<Result<SavedListView>> HandleAsync(SaveListView operation, OperationContext context, CancellationToken ct)
    {
        if (ListViewRules.Closed(context, operation.List) is { } closed) return closed;
        var mine = await context.Rows<ListView>().Where(row => row.MemberId == context.Principal.MemberId && row.List == operation.List).ToListAsync(ct);
        var name = StoredText.Clean(operation.Name)!;
        var view = mine.Find(row => row.Name == name);
        if (view is null && mine.Count >= Most) return new Problem.NotAllowed($"You have {Most} saved views of this list. Delete one to save another.");
        if (view is null) context.Add(view = new ListView { MemberId = context.Principal.MemberId, List = operation.List, Name = name });
        view.Query = StoredText.Clean(operation.Query.Trim().TrimStart('?')) ?? "";
        view.Columns = [.. operation.Columns.Select(StoredText.Clean).OfType<string>()];
        view.IsDefault = operation.IsDefault;
        view.IsShared = operation.IsShared;
        foreach (var other in mine.Where(row => row != view && operation.IsDefault)) other.IsDefault = false;
        await context.SaveAsync(ct);
        return SavedListView.Of(view);
    }
}
