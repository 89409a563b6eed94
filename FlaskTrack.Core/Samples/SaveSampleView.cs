using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Keeps a view of the sample list under a name; a view of that name is replaced.</summary>
public sealed record SaveSampleView(string Name, string Query, IReadOnlyList<string> Columns, bool IsDefault = false, bool IsShared = false) : ICommand<SaveSampleView, SavedView>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        errors.Text("name", "Name", Name, 80);
        errors.Optional("query", "Filter", Query, 2000);
        if (Columns.Count > 50 || Columns.Any(column => column.Length > 60)) errors.Add("columns", "Columns are too many or too long; at most 50 of 60 characters are kept.");
    }
}

internal sealed class SaveSampleViewHandler : IHandler<SaveSampleView, SavedView>
{
    private const int Most = 50;

    public async Task<Result<SavedView>> HandleAsync(SaveSampleView operation, OperationContext context, CancellationToken ct)
    {
        var mine = await context.Rows<SampleListView>().Where(row => row.MemberId == context.Principal.MemberId).ToListAsync(ct);
        var name = StoredText.Clean(operation.Name)!;
        var view = mine.FirstOrDefault(row => row.Name == name);
        if (view is null && mine.Count >= Most) return new Problem.NotAllowed($"You have {Most} saved views. Delete one to save another.");
        if (view is null) context.Add(view = new SampleListView { MemberId = context.Principal.MemberId, Name = name });
        view.Query = StoredText.Clean(operation.Query.Trim().TrimStart('?')) ?? "";
        view.Columns = [.. operation.Columns.Select(StoredText.Clean).OfType<string>()];
        view.IsDefault = operation.IsDefault;
        view.IsShared = operation.IsShared;
        foreach (var other in mine.Where(row => row != view && operation.IsDefault)) other.IsDefault = false;
        await context.SaveAsync(ct);
        return SavedView.Of(view);
    }
}
