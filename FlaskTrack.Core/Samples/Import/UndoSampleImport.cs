using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Archives what an import made, within 24 hours and where nothing was built on it since. What it changed is not changed back.</summary>
public sealed record UndoSampleImport(string Code, string Reason) : ICommand<UndoSampleImport, SavedSamples>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors) => errors.Text("reason", "Reason", Reason, 1000);
}

internal sealed class UndoSampleImportHandler : IHandler<UndoSampleImport, SavedSamples>
{
    public async Task<Result<SavedSamples>> HandleAsync(UndoSampleImport operation, OperationContext context, CancellationToken ct)
    {
        var code = operation.Code.Trim().ToUpperInvariant();
        if (await context.Rows<SampleImport>().FirstOrDefaultAsync(row => row.Code == code, ct) is not { } import) return Problem.NotFound;
        if (import.State == ImportState.Undone) return new Problem.NotAllowed($"{code} is undone already.");
        if (import.State != ImportState.Done) return new Problem.NotAllowed($"{code} wrote nothing, so there is nothing to undo.");
        if (context.Now - import.At >= ImportChecks.UndoWithin) return new Problem.NotAllowed($"{code} is older than 24 hours. Archive the samples one by one or in the list.");

        var ids = await context.Readable<Sample>().Where(row => row.ImportCode == code).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
        var decided = await context.DecideAsync<Sample>([.. ids.Select(id => (RecordRef<Sample>)id)], Permissions.Samples.Archive, ct);
        if (decided.FirstOrDefault(one => one.Denial is not null) is { } denied) return new Problem.Refused(denied.Denial!);
        var samples = decided.Select(one => one.Record!).ToList();
        if (await BuiltOnAsync(context, import, samples, ct) is { } built) return built;
        foreach (var sample in samples) sample.Archive();
        import.State = ImportState.Undone;
        if (import.ById != context.Principal.MemberId) context.Notify(new NoticeDraft(NotificationKind.ImportDone, $"Import {code} was undone by {context.Member.DisplayName}") { Members = [import.ById], Text = StoredText.Clean(operation.Reason), Href = $"/imports/{code}" });
        await context.SaveAsync(ct);
        return SavedSamples.Of(samples);
    }

    private static async Task<Problem?> BuiltOnAsync(OperationContext context, SampleImport import, List<Sample> samples, CancellationToken ct)
    {
        if (samples.Count < import.Created) return new Problem.NotAllowed($"{import.Created - samples.Count} of the samples of {import.Code} are deleted or withheld from you, so it cannot be undone as a whole.");
        if (samples.Find(sample => sample.Version > 1) is { } changed) return new Problem.NotAllowed($"{changed.Code} was changed since the import, so {import.Code} cannot be undone.");
        var children = await Lineage.ChildrenOfAsync(context, [.. samples.Select(sample => sample.Id)], ct);
        return children.Count == 0 ? null : new Problem.NotAllowed($"{children[0].ParentCode} has descendants, so {import.Code} cannot be undone.");
    }
}
